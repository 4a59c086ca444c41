using Microsoft.EntityFrameworkCore;
using Platen.ChargeGroups;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Groups;

/// <summary>What was billed for a charge group, period by period: its Charges tab (G-2).</summary>
[Needs(BillingPermissions.Read)]
sealed class ShowGroupCharges(Db db)
{
    /// <exception cref="Refusal">There is none of the name.</exception>
    public async Task<GroupCharges> Run(string name, CancellationToken cancellation) =>
        await db.ChargeGroups.SingleOrDefaultAsync(group => group.Name == name, cancellation) is { } group
            ? await Of(group, cancellation)
            : throw new Refusal($"There is no charge group {name}.");

    /// <returns>Null where there is none of the number.</returns>
    public async Task<GroupCharges?> Run(int id, CancellationToken cancellation) =>
        await db.ChargeGroups.SingleOrDefaultAsync(group => group.Id == id, cancellation) is { } group ? await Of(group, cancellation) : null;

    async Task<GroupCharges> Of(ChargeGroup group, CancellationToken cancellation)
    {
        var company = await db.Company.SingleAsync(cancellation);
        var currency = await db.Customers.Where(customer => customer.Id == group.CustomerId).Select(customer => customer.Currency).SingleAsync(cancellation);
        var billed = await db.BilledGroups.Where(row => row.GroupId == group.Id).OrderBy(row => row.Period).ToListAsync(cancellation);
        var use = (await GroupUses.Read(db, [group.Id], group.StartPeriod, cancellation)).ConvertAll(row => row.Use);
        // Credit notes, what they credited, and what was written by hand name the group too: its invoices are those of the runs that stand.
        var runs = billed.Select(row => row.RunId).Distinct().ToList();
        var invoices = await db.Invoices.Where(invoice => invoice.ChargeGroup == group.Name && EF.Parameter(runs).Contains(invoice.RunId)).OrderBy(invoice => invoice.Id).ToListAsync(cancellation);
        var numbers = invoices.ToDictionary(invoice => invoice.Id, invoice => invoice.FullNumber);
        var finance = billed.Select(row => row.FinanceInvoiceId).OfType<int>().ToHashSet();
        var customers = invoices.Where(invoice => !finance.Contains(invoice.Id)).ToLookup(invoice => invoice.Period, invoice => invoice.FullNumber);
        var shipments = (await db.GroupShipments.Where(row => row.GroupId == group.Id).Select(row => row.Period).ToListAsync(cancellation)).CountBy(period => period).ToDictionary();
        var months = GroupRating.Account(billed.Select(row => row.Billed), use).Zip(billed, (month, row) => new GroupCharge(
            month.Period, Figures.Cents(month.Usage), Figures.Cents(month.Limit), Figures.Cents(month.Variance), Figures.Cents(month.Balance),
            Figures.Cents(month.Customer), month.Settles, row.FinancedBy, row.FinanceInvoiceId is { } id ? numbers.GetValueOrDefault(id) : null,
            [.. customers[month.Period]], shipments.GetValueOrDefault(month.Period),
            [.. use.Where(one => one.Period == month.Period).GroupBy(one => one.Machine).Select(machine => new MachineUse(machine.Key, Figures.Cents(machine.Sum(one => one.Value))))])).ToList();
        return new GroupCharges(group.Name, currency ?? company.Currency, group.CycleMonths, Figures.Cents(group.LimitAmount), months,
            months is [.., { Settles: false } last] ? last.Balance : 0.00m);
    }
}

/// <summary>A group's account; amounts before tax.</summary>
/// <param name="Carried">The balance that the next period begins with.</param>
public sealed record GroupCharges(string Name, string Currency, int CycleMonths, decimal Limit, IReadOnlyList<GroupCharge> Periods, decimal Carried)
{
    const int Least = 3, Most = 12;

    /// <summary>The last periods: so many as a cycle has.</summary>
    internal IReadOnlyList<GroupCharge> Lately { get; } = [.. Periods.TakeLast(Math.Clamp(CycleMonths, Least, Most))];

    /// <summary>What each machine used in them.</summary>
    internal IEnumerable<(string Machine, IReadOnlyList<decimal> Use)> ByMachine() =>
        from machine in Lately.SelectMany(period => period.Machines).Select(machine => machine.Machine).Distinct().Order(StringComparer.Ordinal)
        select (machine, (IReadOnlyList<decimal>)[.. Lately.Select(period => period.Machines.Where(used => used.Machine == machine).Sum(used => used.Value))]);
}

/// <summary>A period of it.</summary>
/// <param name="Balance">Of all variances since the cycle's first period.</param>
/// <param name="Settles">The next period begins at 0.</param>
/// <param name="FinanceInvoice">By number; null where there was nothing to pay.</param>
/// <param name="CustomerInvoices">By number.</param>
/// <param name="Shipments">Cancelled ones of 0.</param>
public sealed record GroupCharge(
    Period Period, decimal Usage, decimal Limit, decimal Variance, decimal Balance, decimal Customer, bool Settles, string FinancedBy,
    string? FinanceInvoice, IReadOnlyList<string> CustomerInvoices, int Shipments, IReadOnlyList<MachineUse> Machines);

/// <summary>What a machine's meters were charged in a period by their ordinary prices.</summary>
public sealed record MachineUse(string Machine, decimal Value);
