using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
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

    /// <summary>What stands and what was credited, by the run that billed it: a run has a charge once.</summary>
    public required ILookup<(int Contract, int Run), BilledCharge> Charges { get; init; }
    public required ILookup<(int Contract, int Run, string Charge), BilledUsage> Usage { get; init; }

    /// <summary>What charges took of prepaid lives.</summary>
    public required IReadOnlyDictionary<(int Contract, int Run, string Charge), PrepaidUse> Prepaid { get; init; }

    /// <summary>Copies of rolling minimums that charges gave back, in the order of their lines (N-8).</summary>
    public required ILookup<(int Contract, int Run, string Charge), UnmadeCopies> GivenBack { get; init; }

    /// <summary>What of meters' charges went through charge groups.</summary>
    public required IReadOnlyDictionary<(int Meter, int Contract, int Run), BilledGroupUsage> Grouped { get; init; }
    public required PricedBy PricedBy { get; init; }

    /// <summary>Where a line's sale is credited, by the terms that priced it (GL-1).</summary>
    public string? AccountOf(int run, PostedLine line) =>
        Contracts.TryGetValue(line.Contract, out var contract)
        && Charges[(contract, run)].FirstOrDefault(charge => charge.Charge == line.Charge) is { } billed
        && PricedBy.Terms.TryGetValue((contract, billed.TermsVersion), out var terms)
            ? terms.AccountOf(line.Charge)
            : null;

    /// <summary>A charge's usage in the order of the contract's items, in which a share's last cent is given.</summary>
    public List<BilledUsage> InOrder(BilledCharge charge)
    {
        var usage = Usage[(charge.ContractId, charge.RunId, ChargeKey.Counted(charge.Charge))].ToList();
        return usage.Count > 1 && PricedBy.Terms.TryGetValue((charge.ContractId, charge.TermsVersion), out var terms)
            ? [.. usage.OrderBy(row => terms.PlaceOf(PricedBy.Meters[row.MeterId].Serial))]
            : usage;
    }

    public static async Task<LedgerRows> Read(Db db, IQueryable<Invoice> which, CancellationToken cancellation)
    {
        var invoices = await which.OrderBy(invoice => invoice.Id).ToListAsync(cancellation);
        var ids = invoices.ConvertAll(invoice => invoice.Id);
        var lines = await db.InvoiceLines.Where(line => ids.Contains(line.InvoiceId))
            .OrderBy(line => line.InvoiceId).ThenBy(line => line.No).ToListAsync(cancellation);
        var numbers = lines.Select(line => line.Contract).Distinct().ToList();
        var contracts = await db.Contracts.Where(contract => numbers.Contains(contract.Number))
            .ToDictionaryAsync(contract => contract.Number, contract => contract.Id, cancellation);
        return await Of(db, contracts, invoices.Select(invoice => invoice.Period).Distinct().ToList(), cancellation) with
        {
            Invoices = invoices,
            Lines = lines.ToLookup(line => line.InvoiceId),
        };
    }

    /// <summary>What was billed of some contracts in some periods, whichever invoices it stands on.</summary>
    /// <param name="contracts">Their ids by their numbers.</param>
    public static async Task<LedgerRows> Of(
        Db db, IReadOnlyDictionary<string, int> contracts, IReadOnlyCollection<Period> periods, CancellationToken cancellation)
    {
        var ids = contracts.Values.ToList();
        var standing = await db.BilledCharges.Where(charge => ids.Contains(charge.ContractId) && periods.Contains(charge.Period)).ToListAsync(cancellation);
        var credited = await db.CreditedCharges.Where(charge => ids.Contains(charge.ContractId) && periods.Contains(charge.Period)).ToListAsync(cancellation);
        List<BilledCharge> charges = [.. standing, .. credited];
        var priced = await PricedBy.Read(db, charges.Select(charge => (charge.ContractId, charge.TermsVersion)), cancellation);
        // By its meters, for that is how the ledger keeps usage.
        var usage = await db.BilledUsage
            .Where(usage => priced.Meters.Keys.Contains(usage.MeterId) && ids.Contains(usage.ContractId) && periods.Contains(usage.Period)).ToListAsync(cancellation);
        var prepaid = await db.BilledPrepaid.Where(row => ids.Contains(row.ContractId) && periods.Contains(row.Period)).ToListAsync(cancellation);
        var grouped = await db.BilledGroupUsage.Where(row => ids.Contains(row.ContractId) && periods.Contains(row.Period)).ToListAsync(cancellation);
        var runOf = standing.ToDictionary(charge => (charge.ContractId, charge.Period, charge.Charge), charge => charge.RunId);
        var counted = usage.ConvertAll(row => (Run: runOf.GetValueOrDefault((row.ContractId, row.Period, row.Charge)), Row: row));
        var lives = prepaid.ConvertAll(row => (Run: runOf.GetValueOrDefault((row.ContractId, row.Period, ChargeKey.Pool(row.Meter))), Row: row));
        if (credited.Count > 0)
        {
            foreach (var run in credited.Select(charge => charge.RunId).Distinct())
                counted.AddRange((await db.CreditedUsage(run).Where(row => ids.Contains(row.ContractId)).ToListAsync(cancellation)).Select(row => (run, row)));
            // A posting's own, by its revision.
            var runOfPosting = credited.DistinctBy(charge => charge.Revision).ToDictionary(charge => charge.Revision, charge => charge.RunId);
            lives.AddRange((await db.CreditedPrepaid.Where(row => ids.Contains(row.ContractId) && periods.Contains(row.Period)).ToListAsync(cancellation))
                .Select(row => (runOfPosting[row.Revision], row)));
            grouped.AddRange(await db.CreditedGroupUsage.Where(row => ids.Contains(row.ContractId) && periods.Contains(row.Period)).ToListAsync(cancellation));
        }

        var givenBack = priced.Terms.Values.Any(terms => terms.Terms.GivesBack()) ? await ReadGivenBack(db, contracts, periods, cancellation) : [];
        return new LedgerRows
        {
            Invoices = [],
            Lines = Enumerable.Empty<PostedLine>().ToLookup(line => line.InvoiceId),
            Contracts = contracts,
            Charges = charges.ToLookup(charge => (charge.ContractId, charge.RunId)),
            Usage = counted.ToLookup(usage => (usage.Row.ContractId, usage.Run, usage.Row.Charge), usage => usage.Row),
            Prepaid = lives.ToDictionary(life => (life.Row.ContractId, life.Run, ChargeKey.Pool(life.Row.Meter)), life => life.Row.Use),
            GivenBack = givenBack.ToLookup(row => row.Key, row => row.Copies),
            Grouped = grouped.ToDictionary(row => (row.MeterId, row.ContractId, row.RunId)),
            PricedBy = priced,
        };
    }

    static async Task<List<((int Contract, int Run, string Charge) Key, UnmadeCopies Copies)>> ReadGivenBack(
        Db db, IReadOnlyDictionary<string, int> contracts, IReadOnlyCollection<Period> periods, CancellationToken cancellation)
    {
        var numbers = contracts.Keys.ToList();
        var rows = await (
            from line in db.InvoiceLines
            join invoice in db.Invoices on line.InvoiceId equals invoice.Id
            where numbers.Contains(line.Contract) && periods.Contains(invoice.Period) && invoice.RunId != 0 && line.Kind == LineKind.Credit && line.UnitCharge != null
            orderby line.InvoiceId, line.No
            select new { line.Contract, invoice.RunId, line.Charge, line.UnitCharge, line.Quantity }).ToListAsync(cancellation);
        return rows.ConvertAll(row => ((contracts[row.Contract], row.RunId, row.Charge), new UnmadeCopies(row.UnitCharge!.Value, row.Quantity)));
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
