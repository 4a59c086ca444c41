using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Notifications;

/// <summary>Has a mail that did not get through tried again at once, or no more.</summary>
[Needs(MailPermissions.Send)]
sealed class ChangeMail(Database database, AuditTrail trail)
{
    public Task Retry(int number, CancellationToken cancellation) =>
        Change(number, MailState.Waiting, "mail.retried", [MailState.Waiting, MailState.Failed, MailState.GivenUp], "It is sent or being sent: a mail goes out once.", cancellation);

    public Task GiveUp(int number, CancellationToken cancellation) =>
        Change(number, MailState.GivenUp, "mail.given-up", [MailState.Waiting, MailState.Failed], "Only a mail that waits can be given up.", cancellation);

    async Task Change(int number, MailState to, string action, MailState[] from, string otherwise, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var changed = await db.Mails.Where(mail => mail.Id == number && from.Contains(mail.State)).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, to).SetProperty(mail => mail.Tries, 0).SetProperty(mail => mail.NextTry, trail.Now), cancellation);
        if (changed == 0)
            throw new Refusal(await db.Mails.AnyAsync(mail => mail.Id == number, cancellation) ? otherwise : $"There is no mail {MailWords.Name(number)}. 'platen mail list' names them.");
        await trail.Commit(write, new Change(action, "mail", MailWords.Name(number)), cancellation);
    }
}
