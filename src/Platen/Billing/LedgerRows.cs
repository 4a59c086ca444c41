using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>
/// The ledger's rows for some invoices, with the terms that priced them and the meters that they counted, in a handful of
/// set-wise queries: to show one invoice, and to verify many.
/// </summary>
sealed record LedgerRows
{
    public required IReadOnlyList<Invoice> Invoices { get; init; }
    public required ILookup<int, PostedLine> Lines { get; init; }

    /// <summary>Contracts' ids by their numbers.</summary>
    public required IReadOnlyDictionary<string, int> Contracts { get; init; }
    public required ILookup<(int Contract, Period Period), BilledCharge> Charges { get; init; }
    public required ILookup<(int Contract, Period Period, string Charge), BilledUsage> Usage { get; init; }

    /// <summary>What charges took of prepaid lives.</summary>
    public required IReadOnlyDictionary<(int Contract, Period Period, string Charge), PrepaidUse> Prepaid { get; init; }
    public required PricedBy PricedBy { get; init; }

    /// <summary>Where a line's sale is credited, by the terms that priced it (GL-1).</summary>
    public string? AccountOf(Period period, PostedLine line) =>
        Contracts.TryGetValue(line.Contract, out var contract)
        && Charges[(contract, period)].FirstOrDefault(charge => charge.Charge == line.Charge) is { } billed
        && PricedBy.Terms.TryGetValue((contract, billed.TermsVersion), out var terms)
            ? terms.AccountOf(line.Charge)
            : null;

    public static async Task<LedgerRows> Read(Db db, IQueryable<Invoice> which, CancellationToken cancellation)
    {
        var invoices = await which.OrderBy(invoice => invoice.Id).ToListAsync(cancellation);
        var ids = invoices.ConvertAll(invoice => invoice.Id);
        var lines = await db.InvoiceLines.Where(line => ids.Contains(line.InvoiceId))
            .OrderBy(line => line.InvoiceId).ThenBy(line => line.No).ToListAsync(cancellation);
        var numbers = lines.Select(line => line.Contract).Distinct().ToList();
        var contracts = await db.Contracts.Where(contract => numbers.Contains(contract.Number))
            .ToDictionaryAsync(contract => contract.Number, contract => contract.Id, cancellation);
        var periods = invoices.Select(invoice => invoice.Period).Distinct().ToList();
        var charges = await db.BilledCharges
            .Where(charge => contracts.Values.Contains(charge.ContractId) && periods.Contains(charge.Period)).ToListAsync(cancellation);
        var priced = await PricedBy.Read(db, charges.Select(charge => (charge.ContractId, charge.TermsVersion)), cancellation);
        // By its meters, for that is how the ledger keeps usage.
        var usage = await db.BilledUsage
            .Where(usage => priced.Meters.Keys.Contains(usage.MeterId) && contracts.Values.Contains(usage.ContractId) && periods.Contains(usage.Period))
            .ToListAsync(cancellation);
        var prepaid = await db.BilledPrepaid
            .Where(row => contracts.Values.Contains(row.ContractId) && periods.Contains(row.Period)).ToListAsync(cancellation);
        return new LedgerRows
        {
            Invoices = invoices,
            Lines = lines.ToLookup(line => line.InvoiceId),
            Contracts = contracts,
            Charges = charges.ToLookup(charge => (charge.ContractId, charge.Period)),
            Usage = usage.ToLookup(usage => (usage.ContractId, usage.Period, usage.Charge)),
            Prepaid = prepaid.ToDictionary(row => (row.ContractId, row.Period, ChargeKey.Pool(row.Meter)), row => row.Use),
            PricedBy = priced,
        };
    }
}

/// <summary>A meter and the machine it is on, as known today.</summary>
sealed record MeterFacts(string Serial, string? Model, string? Location, string Meter)
{
    public MeterKey Key => new(Serial, Meter);
}

/// <summary>Versions of terms by contract and version, and the meters of the machines that they name.</summary>
sealed record PricedBy(IReadOnlyDictionary<(int Contract, int Version), PricedTerms> Terms, IReadOnlyDictionary<int, MeterFacts> Meters)
{
    public static async Task<PricedBy> Read(Db db, IEnumerable<(int Contract, int Version)> versions, CancellationToken cancellation)
    {
        var wanted = versions.ToHashSet();
        var ids = wanted.Select(version => version.Contract).Distinct().ToList();
        var numbers = wanted.Select(version => version.Version).Distinct().ToList();
        var rows = await db.Terms.Where(terms => ids.Contains(terms.ContractId) && numbers.Contains(terms.Version))
            .Select(terms => new { terms.ContractId, terms.Version, terms.Document }).ToListAsync(cancellation);
        var terms = rows.FindAll(row => wanted.Contains((row.ContractId, row.Version))).ToDictionary(
            row => (row.ContractId, row.Version),
            row => new PricedTerms(System.Text.Json.JsonSerializer.Deserialize<ContractTerms>(row.Document, Json.Options)!));
        var serials = terms.Values.SelectMany(version => version.Terms.Items).Select(item => item.Machine).OfType<string>().Distinct().ToList();
        var meters = await (
            from meter in db.Meters
            join machine in db.Machines on meter.MachineId equals machine.Id
            where serials.Contains(machine.Serial)
            select new { meter.Id, Facts = new MeterFacts(machine.Serial, machine.Model, machine.Location, meter.Type) })
            .ToDictionaryAsync(row => row.Id, row => row.Facts, cancellation);
        return new PricedBy(terms, meters);
    }
}
