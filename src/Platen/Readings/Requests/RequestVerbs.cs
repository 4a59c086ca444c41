using System.CommandLine;
using Platen.Notifications.Sending;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Readings;

/// <summary>readings ask.</summary>
static class RequestVerbs
{
    public static Command Ask()
    {
        var period = AskedMonth.Argument("The month that is being read.");
        return new Command("ask", "Ask the customers of machines that nobody has read, by mail with a link; remind those asked before.")
            .With(period)
            .Does(async (verb, cancellation) =>
                await Tell(verb, await verb.Use<AskForReadings>().Run(verb.Get(period), remindersOnly: false, cancellation), cancellation));
    }

    public static async Task<Exit> Tell(Verb verb, CustomersAsked asked, CancellationToken cancellation)
    {
        await verb.Use<SendMails>().Run(cancellation);
        await verb.Answer(asked, screen => screen.WriteLine(RequestWords.Say(asked)));
        return asked.Unreachable.Count == 0 ? Exit.Done : Exit.DoneWithExceptions;
    }
}
