using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Settings;

namespace Platen.Billing.Prepaid;

/// <summary>
/// Tells account managers, and customers where the dealer wishes it, when prepaid copies are about to run out or have (P-7). Each
/// notice is a mail of its own name in the outbox, so that it is written once however often this runs (T055); and once more where the
/// bill that brought it was credited (CR-2).
/// </summary>
sealed class SendPrepaidNotices(Database database, AuditTrail trail)
{
    /// <returns>The mails that are new.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(trail.Now.UtcDateTime);
        var rules = await new SettingsStore(database).Get<PrepaidRules>(cancellation);
        await using var db = new Db(database);
        var lives = (await PrepaidLives.Read(database, db, today, cancellation)).FindAll(life => life.IsMonitored);
        var credited = await CreditedLives.Read(db, cancellation);
        var mails = lives.SelectMany(life => Mails(life, rules, today)).ToList();
        var known = await Known(db, mails.SelectMany(mail => credited.Keys(mail.Life, mail.Notice.Key)), cancellation);
        var fresh = mails.Where(mail => !credited.WasTold(mail.Life, mail.Notice.Key, known))
            .Select(mail => mail.Notice with { Key = credited.Keys(mail.Life, mail.Notice.Key)[^1] }).ToList();
        if (fresh.Count == 0)
            return 0;

        await using var write = await database.Write(cancellation);
        var written = new List<NewMail>();
        foreach (var mail in fresh)
        {
            if (await Outbox.Post(write, mail, trail.Now, cancellation))
                written.Add(mail);
        }

        if (written.Count > 0)
            await trail.Commit(write, [.. written.Select(mail => new Change("contract.notice", "contract", mail.About!.Value.Subject, After: new { mail.Kind, mail.To, mail.Subject }))], cancellation);
        return written.Count;
    }

    static async Task<Dictionary<string, DateTimeOffset>> Known(Db db, IEnumerable<string> which, CancellationToken cancellation)
    {
        var keys = which.ToList();
        return await db.Mails.Where(mail => keys.Contains(mail.Key)).ToDictionaryAsync(mail => mail.Key, mail => mail.PostedAt, cancellation);
    }

    static IEnumerable<(PrepaidLife Life, NewMail Notice)> Mails(PrepaidLife life, PrepaidRules rules, DateOnly today) =>
        from notice in PrepaidNotices.Due(life.Outlook, rules.Thresholds, today)
        from to in Readers(life, rules)
        select (life, PrepaidMail.Of(life, notice, to.Address) with { Key = notice.Key(life.Contract, life.Outlook.Agreed) + to.Suffix });

    /// <summary>Who cannot be written to is not: the notice goes out once the address is right.</summary>
    static IEnumerable<(string Address, string Suffix)> Readers(PrepaidLife life, PrepaidRules rules)
    {
        if (life.AccountManager is { } manager && MailAddresses.Fault(manager) is null)
            yield return (manager, "");
        if (rules.TellCustomer && life.CustomerEmail is { } customer && MailAddresses.Fault(customer) is null)
            yield return (customer, "/customer");
    }
}
