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

    /// <param name="greet">What a newcomer needs to be told once it is open at an address, if anything.</param>
    public static Command Command(Func<IServiceProvider, string, Task<string?>> greet)
    {
        var urls = UrlsOption();
        return new Command("serve", "Open the pages and the API.")
            .With(urls)
            .Does((verb, cancellation) => Run(verb, verb.Get(urls)!, new Opening { Greet = greet }, cancellation));
    }

    /// <summary>Listens until the process is told to stop.</summary>
    public static async Task<Exit> Run(Verb verb, string urls, Opening opening, CancellationToken cancellation)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await using var app = WebHost.Build(verb.Open(), verb.Clock, opening.More, addresses);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new Refusal($"{urls} is in use by another program. Stop that one, or choose another port: --urls http://localhost:5081");
        }

        await verb.Terminal.Text.WriteLineAsync($"Platen is open at {string.Join(" and ", app.Urls)}. Ctrl-C stops it.");
        if (await opening.Greet(app.Services, app.Urls.First()) is { } greeting)
            await verb.Terminal.Text.WriteLineAsync(greeting);
        await app.WaitForShutdownAsync(cancellation);
        return Exit.Done;
    }
}

/// <summary>How the pages are opened.</summary>
sealed record Opening
{
    /// <summary>What is said once they are open at an address, if anything.</summary>
    public required Func<IServiceProvider, string, Task<string?>> Greet { get; init; }

    /// <summary>What this host has beyond any other.</summary>
    public Action<WebApplicationBuilder>? More { get; init; }
}
