using System.CommandLine;
using Microsoft.AspNetCore.Connections;

namespace Platen.Shell;

/// <summary>serve: the pages and the API, until it is stopped.</summary>
static class ServeVerb
{
    public const string DefaultUrls = "http://localhost:5080";

    public static Option<string> UrlsOption() => new("--urls")
    {
        Description = "Where to listen, as ASP.NET has it",
        DefaultValueFactory = _ => DefaultUrls,
    };

    public static Command Command()
    {
        var urls = UrlsOption();
        return new Command("serve", "Open the pages and the API.")
            .With(urls)
            .Does((verb, cancellation) => Run(verb, verb.Get(urls)!, started: null, cancellation));
    }

    /// <summary>Listens until the process is told to stop.</summary>
    public static async Task<Exit> Run(Verb verb, string urls, Func<string, Task>? started, CancellationToken cancellation)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await using var app = WebHost.Build(verb.Open(), verb.Clock, addresses);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new Refusal($"{urls} is in use by another program. Stop that one, or choose another port: --urls http://localhost:5081");
        }

        await verb.Terminal.Text.WriteLineAsync($"Platen is open at {string.Join(" and ", app.Urls)}. Ctrl-C stops it.");
        if (started is not null)
            await started(app.Urls.First());
        await app.WaitForShutdownAsync(cancellation);
        return Exit.Done;
    }
}
