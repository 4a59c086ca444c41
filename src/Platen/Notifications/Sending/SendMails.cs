using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Settings;
using Platen.Settings.Sealing;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Notifications.Sending;

/// <summary>What was done with the mails whose turn it was.</summary>
/// <param name="Failed">Tried, and not sent: they are tried again, or given up.</param>
/// <param name="Waiting">Not tried: the server could not be reached.</param>
/// <param name="Why">Why none could be tried; null: they could.</param>
public sealed record MailsSent(int Sent, int Failed, int Waiting, string? Why = null);

/// <summary>
/// Sends the mails whose turn it is, each once. A mail is claimed in the database before it is handed over, so that of
/// several who send at once one has it; whoever dies with one in hand leaves it to be sent again when its time is over. Whether the
/// server had taken it by then nobody knows: the second carries the same message id, by which mail programs know it again.
/// </summary>
[Needs(MailPermissions.Send)]
sealed class SendMails(Database database, SettingsStore settings, Seals seals, ComposeMessage compose, AuditTrail trail)
{
    /// <summary>After so many tries, some three days, it is for a person to look at.</summary>
    public const int MostTries = 12;

    /// <summary>How long whoever sends a mail may take; then they have died.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    const int AtOnce = 100;

    public async Task<MailsSent> Run(CancellationToken cancellation)
    {
        var (sent, failed) = (0, 0);
        SmtpLine? line = null;
        try
        {
            while (await Due(cancellation) is { Count: > 0 } due)
            {
                var mail = await settings.Get<MailSettings>(cancellation);
                if (string.IsNullOrEmpty(mail.Host))
                    return new MailsSent(sent, failed, await Waiting(cancellation), "No mail server is set up.");
                foreach (var one in due)
                {
                    if (line is not { IsOpen: true })
                        line = await Reopen(line, mail, cancellation);
                    if (!await Take(one, cancellation))
                        continue;
                    if (await Send(line, one, mail, cancellation))
                        sent++;
                    else
                        failed++;
                }
            }

            return new MailsSent(sent, failed, 0);
        }
        catch (LineDownException down)
        {
            await Remark(down.Message, cancellation);
            return new MailsSent(sent, failed, await Waiting(cancellation), down.Message);
        }
        finally
        {
            if (line is not null)
                await line.DisposeAsync();
        }
    }

    async Task<SmtpLine> Reopen(SmtpLine? old, MailSettings mail, CancellationToken cancellation)
    {
        if (old is not null)
            await old.DisposeAsync();
        return await SmtpLine.Open(mail, mail.Password is { } password ? seals.Open(password) : null, cancellation);
    }

    async Task<List<Mail>> Due(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await AreDue(db).OrderBy(mail => mail.NextTry).ThenBy(mail => mail.Id).Take(AtOnce).ToListAsync(cancellation);
    }

    async Task<int> Waiting(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await AreDue(db).CountAsync(cancellation);
    }

    IQueryable<Mail> AreDue(Db db)
    {
        var now = trail.Now;
        return db.Mails.Where(mail => mail.State < MailState.Sent && mail.NextTry <= now);
    }

    /// <summary>Claims it, unless somebody else has since it was looked at.</summary>
    async Task<bool> Take(Mail mail, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await db.Mails.Where(row => row.Id == mail.Id && row.State == mail.State && row.NextTry == mail.NextTry).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, MailState.Sending)
                .SetProperty(mail => mail.Tries, mail => mail.Tries + 1)
                .SetProperty(mail => mail.NextTry, trail.Now + Claim),
            cancellation) == 1;
    }

    async Task<bool> Send(SmtpLine line, Mail mail, MailSettings from, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(Claim / 2);
        Message message;
        try
        {
            message = await compose.Of(mail, from, trail.Now, time.Token);
        }
        catch (Refusal refusal)
        {
            await Failed(mail, refusal.Message, forGood: false, cancellation);
            return false;
        }

        var (outcome, answer) = await line.Send(message.Mime, time.Token);
        if (outcome == Outcome.Taken)
            await Sent(mail, message, answer, cancellation);
        else
            await Failed(mail, answer, forGood: outcome == Outcome.Refused, cancellation);
        return outcome == Outcome.Taken;
    }

    async Task Sent(Mail mail, Message message, string answer, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        await db.Mails.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, MailState.Sent)
                .SetProperty(mail => mail.SentAt, trail.Now)
                .SetProperty(mail => mail.Answer, answer)
                .SetProperty(mail => mail.MessageId, message.Mime.MessageId)
                .SetProperty(mail => mail.Files, message.Files.Count == 0 ? null : string.Join('\n', message.Hashes)),
            cancellation);
        var what = new { to = mail.Recipient, mail.Subject, files = message.Hashes, answer };
        var changes = new List<Change> { new("mail.sent", "mail", MailWords.Name(mail.Id), After: what) };
        if (mail is { AboutKind: { } kind, About: { } about })
            changes.Add(new Change($"{kind}.mailed", kind, about, After: what));
        await trail.Commit(write, changes, cancellation);
    }

    async Task Failed(Mail mail, string why, bool forGood, CancellationToken cancellation)
    {
        var tries = mail.Tries + 1;
        var state = forGood || tries >= MostTries ? MailState.GivenUp : MailState.Failed;
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        await db.Mails.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, state)
                .SetProperty(mail => mail.NextTry, trail.Now + Pause(tries))
                .SetProperty(mail => mail.Answer, why),
            cancellation);
        await trail.Commit(write, new Change(state == MailState.GivenUp ? "mail.given-up" : "mail.failed", "mail", MailWords.Name(mail.Id), After: new { tries, why }), cancellation);
    }

    /// <summary>Says beside every mail whose turn it is why it was not even tried.</summary>
    async Task Remark(string why, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        await AreDue(db).Where(mail => mail.State != MailState.Sending).ExecuteUpdateAsync(row => row.SetProperty(mail => mail.Answer, why), cancellation);
    }

    /// <summary>A minute after the first try, then four times as long after each, and twelve hours at most.</summary>
    public static TimeSpan Pause(int tries) => TimeSpan.FromMinutes(tries > 5 ? 720 : 1 << (2 * (tries - 1)));
}
