using MimeKit;
using Platen.Audit;
using Platen.Settings;
using Platen.Settings.Sealing;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Notifications.Sending;

/// <summary>A test mail that the server took.</summary>
public sealed record TestMailSent(string To, string Answer);

/// <summary>Sends a mail to whoever tries the settings out, at once and beside the outbox.</summary>
[Needs(MailPermissions.Send)]
sealed class SendTestMail(SettingsStore settings, Seals seals, Acting acting, TimeProvider clock)
{
    public async Task<TestMailSent> Run(string to, CancellationToken cancellation)
    {
        if (MailAddresses.Fault(to) is { } fault)
            throw new Refusal(fault);
        var mail = await settings.Get<MailSettings>(cancellation);
        if (string.IsNullOrEmpty(mail.Host))
            throw new Refusal("No mail server is set up. Say which on the page Settings, or with 'platen settings set mail.host=… mail.from=…'.");
        var message = ComposeMessage.Plain(mail, MailAddresses.Read(to), "A test of Platen's mail", clock.GetUtcNow());
        message.Body = new TextPart("plain") { Text = $"This came through {mail.Host}, asked for by {acting.Who.Name}.\nInvoices and notices will come the same way.\n" };
        try
        {
            await using var line = await SmtpLine.Open(mail, mail.Password is { } password ? seals.Open(password) : null, cancellation);
            var (outcome, answer) = await line.Send(message, cancellation);
            return outcome == Outcome.Taken ? new TestMailSent(to, answer) : throw new Refusal($"{mail.Host} did not take it: {answer}");
        }
        catch (LineDownException down)
        {
            throw new Refusal(down.Message);
        }
    }
}
