using System.CommandLine;
using System.Globalization;
using Platen.Audit;
using Platen.Notifications.Sending;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Notifications;

/// <summary>mail: list, send, retry, give-up, test.</summary>
static class MailVerbs
{
    public static Command All() => new Command("mail", "What goes out by mail.").With(List(), Send(), Retry(), GiveUp(), Test());

    static Command List()
    {
        var state = new Option<string?>("--state") { Description = "open, failed or sent; all where none is named", HelpName = "STATE" };
        return new Command("list", "The latest mails, and what came of them.").With(state).Does(async (verb, cancellation) =>
        {
            var query = ListQuery.From(verb.Get(state) is { } asked ? $"?state={Uri.EscapeDataString(asked)}" : "");
            var mails = await verb.Use<ListMails>().Run(query, cancellation);
            await verb.Answer(mails.Rows, screen => Show(screen, mails));
            return Exit.Done;
        });
    }

    static Command Send() => new Command("send", "Send now what waits.").Does(async (verb, cancellation) =>
    {
        var sent = await verb.Use<SendMails>().Run(cancellation);
        await verb.Answer(sent, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sent.Sent} sent, {sent.Failed} failed, {sent.Waiting} waiting.{(sent.Why is { } why ? " " + why : "")}")));
        return sent is { Failed: 0, Waiting: 0 } ? Exit.Done : Exit.DoneWithExceptions;
    });

    static Command Retry()
    {
        var number = Number();
        return new Command("retry", "Have a mail that did not get through tried again at once.").With(number).Does(async (verb, cancellation) =>
        {
            await verb.Use<ChangeMail>().Retry(verb.Get(number), cancellation);
            await verb.Answer(new Changed(verb.Get(number)), screen => screen.WriteLine("It waits to be sent: 'platen serve' does it, or 'platen mail send'."));
            return Exit.Done;
        });
    }

    static Command GiveUp()
    {
        var number = Number();
        return new Command("give-up", "Have a mail tried no more.").With(number).Does(async (verb, cancellation) =>
        {
            await verb.Use<ChangeMail>().GiveUp(verb.Get(number), cancellation);
            await verb.Answer(new Changed(verb.Get(number)), screen => screen.WriteLine("It is not tried any more."));
            return Exit.Done;
        });
    }

    static Command Test()
    {
        var to = new Argument<string>("to") { Description = "The address to send it to: your own." };
        return new Command("test", "Send a test mail at once, and tell what the server said.").With(to).Does(async (verb, cancellation) =>
        {
            var sent = await verb.Use<SendTestMail>().Run(verb.Get(to), cancellation);
            await verb.Answer(sent, screen => screen.WriteLine($"The server took it for {sent.To}: {sent.Answer}"));
            return Exit.Done;
        });
    }

    static Argument<int> Number() => new("number") { Description = "The mail's number, as 'platen mail list' shows it." };

    static void Show(IAnsiConsole screen, ListPage<MailRow> mails)
    {
        if (mails.Total == 0)
        {
            screen.WriteLine("No mail.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("No").RightAligned()).AddColumn("To").AddColumn("Subject").AddColumn("State").AddColumn("When, UTC").AddColumn("");
        foreach (var mail in mails.Rows)
        {
            table.AddRow(
                mail.Number.ToString(CultureInfo.InvariantCulture), Markup.Escape(mail.To), Markup.Escape(mail.Subject), mail.State.Word(),
                AuditWords.Moment(mail.SentAt ?? mail.PostedAt), mail.State == MailState.Sent ? "" : Markup.Escape(mail.Answer ?? ""));
        }

        screen.Write(table);
        if (mails.Pages > 1)
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The latest {mails.Rows.Count} of {mails.Total}."));
    }

    /// <summary>As --json answers it.</summary>
    sealed record Changed(int Number);
}
