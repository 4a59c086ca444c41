using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;
using Platen.Machines;
using Platen.Rating;
using Platen.Setup;

namespace Platen.Contracts;

/// <summary>
/// Everything that a contract as somebody wants it must obey: the rules of terms, and what only the database knows. Each
/// fault names its place by JSON path, so that a form can put it beside the field.
/// </summary>
sealed class ContractChecks(Db db)
{
    readonly List<TermsFault> _faults = [];

    /// <param name="id">The contract's; 0 while it has none.</param>
    /// <param name="before">The prepaid rows that it had, whose ticks nobody changes; null where these terms were checked as they were written.</param>
    public async Task<IReadOnlyList<TermsFault>> Run(int id, ContractHeader header, ContractTerms terms, PrepaidMeter[]? before, CancellationToken cancellation)
    {
        var codes = FoundBy.Parties(terms).Append(header.Customer).Distinct().ToList();
        var customers = await db.Customers.Where(row => EF.Parameter(codes).Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, cancellation);
        var serials = terms.Items.Select(item => item.Machine).OfType<string>().Distinct().ToList();
        var machines = await db.Machines.Where(row => EF.Parameter(serials).Contains(row.Serial)).ToDictionaryAsync(row => row.Serial, cancellation);
        var known = new Referable(customers.ContainsKey, machines.ContainsKey);

        _faults.AddRange(ContractRules.Header(header, known));
        // Who sees only some customers is not told whether others are there; a payer may well be one of those.
        if (db.Limit is not null)
            known = known with { IsCustomer = _ => true };
        var customer = customers.GetValueOrDefault(header.Customer);
        var prepaid = await ListSetup.PrepaidTypes(db, cancellation);
        foreach (var fault in ContractRules.Terms(terms, customer?.Consolidated ?? false, prepaid.Contains(header.Type), known))
            _faults.Add(fault with { Path = $"terms.{fault.Path}" });
        var addresses = Address.Read(customer?.Addresses).Select(address => address.Name).ToHashSet();
        _faults.AddRange(ContractRules.Addresses(terms).Where(named => !addresses.Contains(named.Address!)).Select(named =>
            new TermsFault($"terms.{named.Path}", $"The customer {header.Customer} has no address {named.Address}. Add it to the customer's addresses, or leave this out.")));
        if (header.Site is { } site && !(await ListSetup.Of(db, SetupTables.Sites, cancellation)).Exists(row => row.Key == site))
            _faults.Add(new("site", $"There is no site {site}."));
        CheckFees(header.Type, terms, (await RowDefaults.Of(db, cancellation)).FeesOf(header.Type));
        await CheckMachines(terms, machines, customer?.Id, cancellation);
        await CheckOthers(id, header, terms, machines, cancellation);
        if (before is not null)
            CheckTicks(terms.Prepaid, before);
        return _faults;
    }

    /// <summary>Fees are of the types that the contract's type has (F-1).</summary>
    void CheckFees(string type, ContractTerms terms, IReadOnlyList<string> allowed)
    {
        var fees = terms.AggregateFees.Select((fee, i) => (Path: string.Create(CultureInfo.InvariantCulture, $"terms.aggregateFees[{i}]"), fee.Type))
            .Concat(terms.Items.SelectMany((item, i) => item.Fees.Select((fee, j) => (Path: Place(i, string.Create(CultureInfo.InvariantCulture, $"fees[{j}]")), fee.Type))));
        _faults.AddRange(
            from fee in fees
            where allowed.Count > 0 && !string.IsNullOrWhiteSpace(fee.Type) && !allowed.Contains(fee.Type)
            select new TermsFault($"{fee.Path}.type", $"A contract of type {type} has no fee {fee.Type} (it has {string.Join(", ", allowed)}). Choose one of those, or add it to the contract type."));
    }

    /// <summary>The machines are the customer's, and have the counters that are billed.</summary>
    async Task CheckMachines(ContractTerms terms, Dictionary<string, Machine> machines, int? customer, CancellationToken cancellation)
    {
        var ids = machines.Values.Select(machine => machine.Id).ToList();
        var meters = (await db.Meters.Where(row => EF.Parameter(ids).Contains(row.MachineId)).ToListAsync(cancellation)).ToLookup(row => row.MachineId, row => row.Type);
        foreach (var (i, item) in terms.Items.Index())
        {
            if (item.Machine is null || !machines.TryGetValue(item.Machine, out var machine))
                continue;
            if (customer is not null && machine.CustomerId != customer)
                _faults.Add(new(Place(i, "machine"), $"The machine {machine.Serial} is another customer's. Choose one of this customer's, or move the machine first."));
            foreach (var (j, meter) in item.Meters.Index())
            {
                if (!meters[machine.Id].Contains(meter.Type) && !string.IsNullOrWhiteSpace(meter.Type))
                    _faults.Add(new(Place(i, string.Create(CultureInfo.InvariantCulture, $"meters[{j}].type")), $"The machine {machine.Serial} has no meter {meter.Type} (it has {string.Join(", ", meters[machine.Id].Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}). Add the meter to the machine first."));
            }
        }
    }

    /// <summary>A machine is on one contract at a time.</summary>
    async Task CheckOthers(int id, ContractHeader header, ContractTerms terms, Dictionary<string, Machine> machines, CancellationToken cancellation)
    {
        var ids = machines.Values.Select(machine => machine.Id).ToList();
        var others = (await (
            from row in db.ContractMachines
            join contract in db.Contracts on row.ContractId equals contract.Id
            where EF.Parameter(ids).Contains(row.MachineId) && contract.Id != id && contract.Status != ContractStatus.Closed
            orderby contract.Number
            select new { row.MachineId, contract.Number, From = row.FromDate ?? contract.StartDate, Until = row.UntilDate ?? contract.EndDate })
            .ToListAsync(cancellation)).ToLookup(row => row.MachineId);
        var since = terms.From.FirstDay > header.Start ? terms.From.FirstDay : header.Start;
        foreach (var (i, item) in terms.Items.Index())
        {
            if (item.Machine is null || !machines.TryGetValue(item.Machine, out var machine))
                continue;
            var (from, until) = (item.From ?? since, item.Until ?? header.End);
            var other = others[machine.Id].FirstOrDefault(row => (until is null || row.From <= until) && (row.Until is null || row.Until >= from));
            if (other is not null)
                _faults.Add(new(Place(i, "machine"), $"The machine {machine.Serial} is on the contract {other.Number} at the same time. End it there first, or let it begin here later."));
        }
    }

    /// <summary>Only Platen takes a prepaid row's tick away, and a new row has it (L-12).</summary>
    void CheckTicks(PrepaidMeter[] rows, PrepaidMeter[] before) => _faults.AddRange(
        from row in rows.Index()
        let known = Array.Find(before, other => other.Type == row.Item.Type && other.Start == row.Item.Start)
        where row.Item.Marked != (known?.Marked ?? true)
        select new TermsFault(string.Create(CultureInfo.InvariantCulture, $"terms.prepaid[{row.Index}].marked"), "Only Platen ticks a prepaid row, and takes the tick away when it is over (L-12)."));

    static string Place(int item, string field) => string.Create(CultureInfo.InvariantCulture, $"terms.items[{item}].{field}");
}
