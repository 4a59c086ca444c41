using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
using Platen.ChargeGroups;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>
/// Every charge group's ledger against itself: period after period, with the balance worked out again (G-3, G-4); against its
/// invoices; and what went through it against the charges that it is a part of, priced again (G-2).
/// </summary>
static class WholeGroups
{
    public static async Task<List<Difference>> Check(Db db, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        foreach (var group in await db.ChargeGroups.OrderBy(group => group.Name).ToListAsync(cancellation))
        {
            var billed = await db.BilledGroups.Where(row => row.GroupId == group.Id).OrderBy(row => row.Period).ToListAsync(cancellation);
            var use = await GroupUses.Read(db, [group.Id], group.StartPeriod, cancellation);
            found.AddRange(Account(group, billed, use.Select(row => row.Use)));
            found.AddRange(await Invoices(db, group, billed, cancellation));
            found.AddRange(await Shares(db, group, cancellation));
        }

        return found;
    }

    static IEnumerable<Difference> Account(ChargeGroup group, List<BilledGroup> billed, IEnumerable<GroupUse> use)
    {
        var next = group.StartPeriod;
        foreach (var month in GroupRating.Account(billed.Select(row => row.Billed), use))
        {
            // What ends a group that was billed to its end may come later.
            if (month.Period != next && month.Limit != 0)
                yield return new Difference(Place(group, month.Period), $"{next} was not billed before it.");
            var owed = month.Settles ? Math.Max(0, month.Balance) : 0;
            if (month.Customer != owed)
                yield return new Difference(Place(group, month.Period), $"The customer was charged {Figures.Amount(month.Customer)}; usage and limits make {Figures.Amount(owed)}.");
            next = month.Period.AddMonths(1);
        }
    }

    static async Task<List<Difference>> Invoices(Db db, ChargeGroup group, List<BilledGroup> billed, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        var key = ChargeKey.Group(group.Name);
        var lines = await (
            from line in db.InvoiceLines
            join invoice in db.Invoices on line.InvoiceId equals invoice.Id
            where line.Charge == key && invoice.RunId != 0 && !db.Credits.Any(credit => credit.CreditedId == invoice.Id && credit.PutsBack)
            select new { line.Kind, line.Amount, invoice.Id, invoice.Period, invoice.ChargeGroup }).ToListAsync(cancellation);
        var finance = lines.Where(line => line.Kind == LineKind.FinanceLimit).GroupBy(line => (int?)line.Id).ToDictionary(invoice => invoice.Key ?? 0, invoice => invoice.Sum(line => line.Amount));
        foreach (var invoice in billed.Where(row => row.LimitAmount != 0).GroupBy(row => row.FinanceInvoiceId ?? 0))
        {
            finance.Remove(invoice.Key, out var amount);
            if (amount != invoice.Sum(row => row.LimitAmount))
                found.Add(new Difference(Place(group, invoice.First().Period), $"The finance company was charged {Figures.Amount(amount)} where the limit is {Figures.Amount(invoice.Sum(row => row.LimitAmount))}."));
        }

        if (finance.Count > 0)
            found.Add(new Difference($"charge group {group.Name}", string.Create(CultureInfo.InvariantCulture, $"{finance.Count:N0} invoices of a finance company stand for no period.")));
        var overs = lines.Where(line => line.Kind == LineKind.Variance).GroupBy(line => line.Period).ToDictionary(period => period.Key, period => period.Sum(line => line.Amount));
        foreach (var period in overs.Keys.Union(billed.Where(row => row.CustomerAmount != 0).Select(row => row.Period)).Order())
        {
            var (said, stands) = (billed.Find(row => row.Period == period)?.CustomerAmount ?? 0, overs.GetValueOrDefault(period));
            if (said != stands)
                found.Add(new Difference(Place(group, period), $"The customer was charged {Figures.Amount(said)}, its invoices say {Figures.Amount(stands)}."));
        }

        return found;
    }

    static async Task<List<Difference>> Shares(Db db, ChargeGroup group, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        var own = db.BilledGroupUsage.Where(row => row.GroupId == group.Id);
        var contracts = await db.Contracts.Where(contract => own.Any(row => row.ContractId == contract.Id))
            .ToDictionaryAsync(contract => contract.Number, contract => contract.Id, cancellation);
        foreach (var period in await own.Select(row => row.Period).Distinct().OrderBy(period => period).ToListAsync(cancellation))
        {
            var ledger = await LedgerRows.Of(db, contracts, [period], cancellation);
            foreach (var charge in ledger.Charges.SelectMany(rows => rows))
            {
                var usage = ledger.InOrder(charge);
                if (!usage.Exists(row => ledger.Grouped.ContainsKey((row.MeterId, row.ContractId, charge.RunId))))
                    continue;
                var shares = PricedAgain.Price(charge, "", ledger, [])?.Shares();
                found.AddRange(
                    from place in usage.Index()
                    let row = ledger.Grouped.GetValueOrDefault((place.Item.MeterId, place.Item.ContractId, charge.RunId))
                    where row is not null && (shares is null || shares[place.Index] != row.Amount)
                    select new Difference($"{Place(group, period)} {charge.Charge}",
                        $"Through the group went {Figures.Amount(row.Amount)}; the terms and readings make {(shares is null ? "no such charge" : Figures.Amount(shares[place.Index]))}."));
            }
        }

        return found;
    }

    static string Place(ChargeGroup group, Period period) => $"charge group {group.Name} {period}";
}
