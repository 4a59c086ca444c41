using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
using Platen.Billing.Invoices;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Credits;

/// <summary>
/// What goes back with an invoice: its charges; those that share their copies (several payers) or their minimum; the charge groups
/// they went through, with all that was charged through those in the period; and the invoices of all of them.
/// </summary>
sealed class Together(Db db, Invoice first)
{
    readonly Dictionary<int, Invoice> _invoices = [];
    readonly HashSet<(int Contract, string Charge)> _charges = [];
    readonly HashSet<int> _groups = [];
    readonly Dictionary<int, string> _contracts = [];
    readonly List<BilledCharge> _standing = [];
    readonly List<BilledGroupUsage> _grouped = [];
    List<Invoice> _all = [];
    ILookup<(string Contract, string Charge), int> _lines = Enumerable.Empty<int>().ToLookup(_ => ("", ""));

    public Period Period => first.Period;

    /// <summary>The invoices, by number.</summary>
    public IReadOnlyList<Invoice> Invoices => [.. _invoices.Values.OrderBy(invoice => invoice.Id)];
    public IReadOnlySet<(int Contract, string Charge)> Charges => _charges;
    public IReadOnlySet<int> Groups => _groups;

    /// <summary>Those that have to be rated to bill all of it again, by number.</summary>
    public IReadOnlySet<string> Contracts { get; private set; } = new HashSet<string>();

    /// <summary>The charge groups by name; null: none.</summary>
    public IReadOnlySet<string>? GroupNames { get; private set; }

    /// <summary>What alone was billed then: meters or fees; null: both.</summary>
    public ChargeKind? Kind { get; private set; }

    public static async Task<Together> Find(Db db, Invoice invoice, CancellationToken cancellation)
    {
        var together = new Together(db, invoice);
        await together.Read(cancellation);
        await together.Add(invoice, cancellation);
        var runs = together._invoices.Values.Select(one => one.RunId).Distinct().ToList();
        var kinds = await db.Runs.Where(run => runs.Contains(run.Id)).Select(run => run.ChargeKind).Distinct().ToListAsync(cancellation);
        together.Kind = kinds is [var kind] ? kind : null;
        together.Contracts = await BillAgain.Contracts(db, [.. together._charges.Select(charge => charge.Contract).Distinct()], together._groups, cancellation);
        together.GroupNames = await BillAgain.GroupNames(db, together._groups, cancellation);
        return together;
    }

    /// <summary>What stands of the customer in the period.</summary>
    async Task Read(CancellationToken cancellation)
    {
        foreach (var contract in await db.Contracts.Where(contract => contract.CustomerId == first.CustomerId).Select(contract => new { contract.Id, contract.Number }).ToListAsync(cancellation))
            _contracts.Add(contract.Id, contract.Number);
        var ids = _contracts.Keys.ToList();
        _standing.AddRange(await db.BilledCharges.Where(charge => ids.Contains(charge.ContractId) && charge.Period == Period).ToListAsync(cancellation));
        _grouped.AddRange(await db.BilledGroupUsage.Where(row => ids.Contains(row.ContractId) && row.Period == Period).ToListAsync(cancellation));
        _all = await db.Invoices.Where(invoice => invoice.CustomerId == first.CustomerId && invoice.Period == Period && invoice.RunId != 0
            && !db.Credits.Any(credit => credit.CreditedId == invoice.Id && credit.PutsBack)).ToListAsync(cancellation);
        var invoices = _all.ConvertAll(invoice => invoice.Id);
        _lines = (await db.InvoiceLines.Where(line => invoices.Contains(line.InvoiceId)).Select(line => new { line.Contract, line.Charge, line.InvoiceId }).ToListAsync(cancellation))
            .ToLookup(line => (line.Contract, line.Charge), line => line.InvoiceId);
    }

    async Task Add(Invoice invoice, CancellationToken cancellation)
    {
        if (invoice.RunId == 0 || !_invoices.TryAdd(invoice.Id, invoice))
            return;
        if (invoice.ChargeGroup is { } name)
        {
            await AddGroup(await db.ChargeGroups.Where(group => group.Name == name).Select(group => group.Id).SingleAsync(cancellation), cancellation);
            return;
        }

        // Not its lines alone: a charge whose copies were all free has none.
        var (source, _) = (await PostedSource.Read(db, invoice.Series, invoice.Number, cancellation))!.Value;
        foreach (var contract in source.Contracts)
        {
            foreach (var charge in contract.Charges)
                await Add(contract.Id, charge.Key, cancellation);
        }
    }

    async Task Add(int contract, string key, CancellationToken cancellation)
    {
        if (_standing.Find(charge => charge.ContractId == contract && charge.Charge == key) is not { } standing || !_charges.Add((contract, key)))
            return;
        foreach (var other in _standing.Where(other => other.ContractId == contract && ChargeKey.Counted(other.Charge) == ChargeKey.Counted(key)))
            await Add(contract, other.Charge, cancellation);
        if (!IsFee(key) && await HasTotal(standing, cancellation))
        {
            foreach (var other in _standing.Where(other => other.ContractId == contract && !IsFee(other.Charge)))
                await Add(contract, other.Charge, cancellation);
        }

        foreach (var id in _lines[(_contracts[contract], key)])
            await Add(_all.Find(invoice => invoice.Id == id)!, cancellation);
        foreach (var group in _grouped.Where(row => row.ContractId == contract && row.Charge == key).Select(row => row.GroupId).Distinct())
            await AddGroup(group, cancellation);
    }

    async Task AddGroup(int group, CancellationToken cancellation)
    {
        if (!_groups.Add(group))
            return;
        var key = ChargeKey.Group(await db.ChargeGroups.Where(row => row.Id == group).Select(row => row.Name).SingleAsync(cancellation));
        foreach (var id in _lines[("", key)])
            await Add(_all.Find(invoice => invoice.Id == id)!, cancellation);
        foreach (var row in _grouped.Where(row => row.GroupId == group))
            await Add(row.ContractId, row.Charge, cancellation);
    }

    static bool IsFee(string key) => key.StartsWith("fee/", StringComparison.Ordinal);

    /// <summary>Its meters have a least that they cost together, so that one of them cannot be rated without the others (N-8).</summary>
    async Task<bool> HasTotal(BilledCharge charge, CancellationToken cancellation)
    {
        var document = await db.Terms.Where(terms => terms.ContractId == charge.ContractId && terms.Version == charge.TermsVersion).Select(terms => terms.Document).SingleAsync(cancellation);
        var terms = TermsDocument.Read(document);
        return terms.MinimumTotal is not null || terms.Items.Any(item => item.MinimumTotal is not null);
    }

    /// <summary>A later period in which something of it was billed again, so that it cannot be put back (CR-2); null: it is the last.</summary>
    public async Task<Period?> BilledLater(CancellationToken cancellation)
    {
        var contracts = _charges.Select(charge => charge.Contract).Distinct().ToList();
        var charges = await db.BilledCharges.Where(charge => contracts.Contains(charge.ContractId) && charge.Period > Period).ToListAsync(cancellation);
        var meters = (await db.BilledUsage.Where(usage => contracts.Contains(usage.ContractId) && usage.Period == Period).ToListAsync(cancellation))
            .Where(usage => _charges.Contains((usage.ContractId, usage.Charge))).Select(usage => usage.MeterId).ToList();
        var counted = await db.BilledUsage.Where(usage => meters.Contains(usage.MeterId) && contracts.Contains(usage.ContractId) && usage.Period > Period)
            .Select(usage => usage.Period).ToListAsync(cancellation);
        var groups = await db.BilledGroups.Where(row => EF.Parameter(_groups).Contains(row.GroupId) && row.Period > Period).Select(row => row.Period).ToListAsync(cancellation);
        Period[] later = [.. charges.Where(charge => _charges.Contains((charge.ContractId, charge.Charge))).Select(charge => charge.Period), .. counted, .. groups];
        return later is [] ? null : later.Max();
    }
}
