using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Billing.Prepaid;

/// <summary>Bills of prepaid copies that were credited, and so which notices were told too early.</summary>
sealed class CreditedLives
{
    readonly ILookup<(string Contract, string Meter, DateOnly Start), DateTimeOffset> _posted;

    CreditedLives(ILookup<(string Contract, string Meter, DateOnly Start), DateTimeOffset> posted) => _posted = posted;

    public static async Task<CreditedLives> Read(Db db, CancellationToken cancellation)
    {
        var rows = await db.CreditedPrepaid.OrderBy(row => row.Revision).ToListAsync(cancellation);
        if (rows.Count == 0)
            return new CreditedLives(Enumerable.Empty<DateTimeOffset>().ToLookup(_ => ("", "", default(DateOnly))));
        var (revisions, contracts) = (rows.ConvertAll(row => row.Revision), rows.ConvertAll(row => row.ContractId));
        var posted = (await (
            from charge in db.CreditedCharges
            join run in db.Runs on charge.RunId equals run.Id
            where revisions.Contains(charge.Revision)
            select new { charge.Revision, At = run.PostedAt ?? run.StartedAt }).Distinct().ToListAsync(cancellation)).ToDictionary(row => row.Revision, row => row.At);
        var numbers = await db.Contracts.Where(contract => contracts.Contains(contract.Id)).ToDictionaryAsync(contract => contract.Id, contract => contract.Number, cancellation);
        return new CreditedLives(rows.Where(row => numbers.ContainsKey(row.ContractId))
            .ToLookup(row => (numbers[row.ContractId], row.Meter, row.StartsOn), row => posted[row.Revision]));
    }

    /// <summary>A notice's names: as it is told first, and after each credit.</summary>
    public IReadOnlyList<string> Keys(PrepaidLife life, string key) =>
        [key, .. Posted(life).Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"{key}/{place + 1}"))];

    /// <summary>Told, and by no bill that was credited since.</summary>
    /// <param name="known">The mails that were written, and when.</param>
    public bool WasTold(PrepaidLife life, string key, IReadOnlyDictionary<string, DateTimeOffset> known)
    {
        var (keys, posted) = (Keys(life, key), Posted(life).ToList());
        return keys.Index().Any(one => known.TryGetValue(one.Item, out var at) && posted.Skip(one.Index).All(bill => at < bill));
    }

    IEnumerable<DateTimeOffset> Posted(PrepaidLife life) => _posted[(life.Contract, life.Outlook.Agreed.Type, life.Outlook.Agreed.Start)];
}
