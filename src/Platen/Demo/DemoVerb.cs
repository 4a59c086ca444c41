using System.CommandLine;
using Platen.Shell;

namespace Platen.Demo;

/// <summary>demo: the sample dealer, with its pages open.</summary>
static class DemoVerb
{
    public static Command Command()
    {
        var urls = ServeVerb.UrlsOption();
        return new Command("demo", "Open a sample dealer on the morning of its month-end.")
            .With(urls)
            .Does(async (verb, cancellation) =>
            {
                if (!verb.Json)
                    await verb.Terminal.Text.WriteLineAsync("Preparing the sample dealer: 306 machines, a year of bills...");
                await verb.Watch(async progress =>
                {
                    await verb.Use<DemoDealer>().Prepare(progress, cancellation);
                    await verb.Use<DemoPeople>().Prepare(cancellation);
                    return true;
                });
                var opening = new Opening
                {
                    Greet = (_, address) => Task.FromResult<string?>(FirstSteps(address)),
                    More = builder => builder.Services.AddSingleton(DemoPeople.OneClick),
                };
                return await ServeVerb.Run(verb, verb.Get(urls)!, opening, cancellation);
            });
    }

    static string FirstSteps(string address) =>
        $"""

        What to do first, as a biller on the last days of November 2026:
          1. Open {address} and sign in as one of its people by a click. The month at a glance:
             what is read, missing, drafted, posted.
          2. Readings: enter what is missing, or set it to the average; look at what is held and why.
          3. Run the month, look at the drafts that moved most, click a line to see why.
          4. Post, open an invoice, print it or take its PDF.
        The same from another terminal: {Path.GetRelativePath(".", Environment.ProcessPath ?? "platen")} bill 2026-11 --preview
        """;
}
