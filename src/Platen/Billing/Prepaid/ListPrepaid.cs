using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Billing.Prepaid;

/// <summary>The prepaid meters of all contracts: what was used, what is left, and when it will be used up. Those that end first stand first.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListPrepaid(Database database, Db db, TimeProvider clock)
{
    public async Task<ListPage<PrepaidRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var rows = (await All(query["contract"], cancellation))
            .FindAll(row => query["state"] is not { } state || JsonNamingPolicy.KebabCaseLower.ConvertName(row.State.ToString()) == state)
            .FindAll(row => Has(row.Contract, query.Text) || Has(row.Customer, query.Text) || Has(row.CustomerCode, query.Text));
        return rows.ToPage(query, "ends", new()
        {
            ["ends"] = row => (row.State is PrepaidState.Running or PrepaidState.NotBegun ? 0 : 1, row.UsedUpOn < row.End ? row.UsedUpOn : row.End, row.Contract, row.Meter),
            ["contract"] = row => (row.Contract, row.Meter),
            ["customer"] = row => row.Customer,
            ["meter"] = row => row.Meter,
            ["included"] = row => row.IncludedUsage,
            ["used"] = row => row.Used,
            ["left"] = row => row.Left,
            ["usedUp"] = row => row.UsedUpOn ?? DateOnly.MaxValue,
            ["end"] = row => row.End,
        });
    }

    /// <param name="contract">Only this one's; null: all.</param>
    public async Task<List<PrepaidRow>> All(string? contract, CancellationToken cancellation) =>
        (await Lives(contract, cancellation)).ConvertAll(PrepaidRow.Of);

    public async Task<List<PrepaidLife>> Lives(string? contract, CancellationToken cancellation)
    {
        var lives = await PrepaidLives.Read(database, db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellation);
        if (contract is not null)
            lives = lives.FindAll(life => life.Contract == contract);
        var numbers = lives.ConvertAll(life => life.Contract);
        var mails = (await db.Mails.Where(mail => mail.Kind == PrepaidMail.Kind && numbers.Contains(mail.About!)).OrderBy(mail => mail.Id)
            .Select(mail => new { mail.Id, mail.Key, mail.About, mail.PostedAt, mail.Recipient, mail.Subject }).ToListAsync(cancellation)).ToLookup(mail => mail.About);
        return lives.ConvertAll(life => life with
        {
            Told =
            [
                .. from mail in mails[life.Contract]
                   where mail.Key.StartsWith(PrepaidNotice.KeyOf(life.Contract, life.Outlook.Agreed), StringComparison.Ordinal)
                   select new PrepaidTold(mail.Id, mail.PostedAt, mail.Recipient, PrepaidMail.News(life, mail.Subject)),
            ],
        });
    }

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
