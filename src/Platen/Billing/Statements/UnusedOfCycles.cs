using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Statements;

/// <summary>A charge group's cycle that was settled with less used than the finance company paid for.</summary>
/// <param name="Date">That of the bill that settled it.</param>
/// <param name="Amount">Of the limits, before tax, above 0.</param>
sealed record UnusedOfCycle(DateOnly Date, Period Period, string ChargeGroup, string Currency, decimal Amount);

/// <summary>
/// What a customer's charge groups did not use of their limits. Nobody pays it back and it is not carried on; the customer's statement
/// says so.
/// </summary>
static class UnusedOfCycles
{
    public static async Task<List<UnusedOfCycle>> Of(Db db, string customer, CancellationToken cancellation)
    {
        var groups = await (
            from one in db.ChargeGroups
            join its in db.Customers on one.CustomerId equals its.Id
            where its.Code == customer
            select new { one.Id, one.Name, one.StartPeriod, its.Currency }).ToListAsync(cancellation);
        if (groups.Count == 0)
            return [];
        var ids = groups.ConvertAll(one => one.Id);
        var billed = await (
            from row in db.BilledGroups
            join run in db.Runs on row.RunId equals run.Id
            where ids.Contains(row.GroupId)
            orderby row.Period
            select new { Row = row, run.InvoicedOn }).ToListAsync(cancellation);
        var use = await GroupUses.Read(db, ids, groups.Min(one => one.StartPeriod), cancellation);
        var company = await db.Company.SingleAsync(cancellation);
        return
        [
            .. from one in groups
               let its = billed.FindAll(bill => bill.Row.GroupId == one.Id)
               from month in GroupRating.Account(its.Select(bill => bill.Row.Billed), use.Where(row => row.Group == one.Id).Select(row => row.Use))
               where month is { Settles: true, Balance: < 0 }
               select new UnusedOfCycle(its.Find(bill => bill.Row.Period == month.Period)!.InvoicedOn, month.Period, one.Name, one.Currency ?? company.Currency, Figures.Cents(-month.Balance)),
        ];
    }
}
