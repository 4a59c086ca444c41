using Platen.Billing.Groups;
using Platen.Contracts;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>One customer's contracts, rated: what would be posted, and what needs hands.</summary>
sealed record RatedCustomer(int CustomerId, DraftDocument Document, IReadOnlyList<RunProblem> Problems);

/// <summary>Something in the way of a contract, or of a charge group.</summary>
/// <param name="Contract">Empty where it is a group's.</param>
sealed record RunProblem(string Contract, Problem Problem, string? ChargeGroup = null);

/// <summary>Rates a customer's contracts and charge groups and puts their charges on invoices: from a run's inputs to its drafts, without I/O.</summary>
/// <param name="asked">Which contracts are billed (RUN-3); the others are left.</param>
/// <param name="lastApproved">A change that waits for approval does not hold back what was approved before it .</param>
sealed class RateCustomer(
    BillRequest asked, IReadOnlyDictionary<string, InvoicePreference> preferences, bool lastApproved, RunTables? tables)
{
    readonly Period _period = asked.Period;

    public RatedCustomer Rate(int customerId, IReadOnlyList<ContractInput> contracts, IReadOnlyList<GroupInput> groups)
    {
        var rated = new List<(ContractInput Input, RatedContract Result)>();
        var left = new List<ContractInput>();
        var problems = new List<RunProblem>();
        foreach (var input in contracts)
        {
            if (!IsAsked(input))
            {
                left.Add(input);
            }
            else if (NotBillable(input) is { } reason)
            {
                if (reason.Severity == Severity.Blocking)
                    left.Add(input);
                problems.Add(new(input.ToRate.Contract, reason));
            }
            else if ((input.Status is ContractStatus.Active or ContractStatus.Hold || BillsMeanwhile(input)) && input.ToRate.Versions.Length > 0)
            {
                var result = IsChosen(input) ? RateOne(input) with { BillsWhatIsReady = asked.Ready } : null;
                if (result is { Charges.Count: > 0 } && input.Site is { } site && tables?.ClosedSites.Contains(site) == true)
                {
                    problems.Add(new(input.ToRate.Contract, SiteClosed(site)));
                    result = null;
                }

                if (result is null)
                    left.Add(input);
                else
                    rated.Add((input, result));
            }
        }

        var grouping = new CustomerGroups(asked, groups, tables);
        rated = grouping.Hold(rated);
        problems.AddRange(rated.SelectMany(pair => pair.Result.Problems.Select(problem => new RunProblem(pair.Result.Contract, problem))));
        var invoices = Invoicing.Draft(rated.Select(pair => pair.Result), code => preferences.GetValueOrDefault(code), grouping.NameOf).Select(Drafted).ToList();
        var drafted = new List<DraftedGroup>();
        foreach (var (group, result) in grouping.Rate(rated, left, problems))
            drafted.Add(Drafted(group, result, AddressOf(rated), invoices));
        return new RatedCustomer(customerId, new DraftDocument(
            [.. rated.Where(pair => !pair.Result.IsHeldBack && pair.Result.Charges.Count > 0).Select(pair => Drafted(pair.Input, pair.Result, grouping))],
            invoices, drafted), problems);
    }

    /// <summary>Adds its invoices to the customer's.</summary>
    DraftedGroup Drafted(GroupInput group, RatedGroup result, Func<string, string?> addressOf, List<DraftedInvoice> invoices)
    {
        var (finance, customer) = Invoicing.Draft(result, code => preferences.GetValueOrDefault(code), addressOf);
        int? place = finance is null ? null : invoices.Count;
        invoices.AddRange(customer.Prepend(finance).OfType<InvoiceDraft>().Select(Drafted));
        return new DraftedGroup(group.Id, result.Terms.Name, result.Terms.FinancedBy, tables?.RateOf(result.Group.Currency), place,
            [.. result.Due.Select(month => new GroupBilled(month.Period, month.Limit, month.Customer, month.Settles))],
            result.Customer > 0 ? [] : [.. group.Members.Where(member => member.IsIn(_period)).Select(member => member.MachineId)]);
    }

    /// <summary>Where the invoice for a machine goes, by the customer's contract that it is on (N-9).</summary>
    static Func<string, string?> AddressOf(List<(ContractInput Input, RatedContract Result)> rated)
    {
        var machines = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (_, result) in rated)
        {
            var addresses = InvoiceAddresses.Of(result.Terms);
            foreach (var item in result.Terms?.Items ?? [])
            {
                if (item.Machine is { } machine)
                    machines[machine] = addresses.OfItem(machine);
            }
        }

        return machine => machines.GetValueOrDefault(machine);
    }

    /// <summary>One contract that cannot be rated is a row in the exceptions, never the end of the run.</summary>
    RatedContract RateOne(ContractInput input)
    {
        try
        {
            return ContractRating.Rate(input.ToRate, _period);
        }
        catch (OverflowException)
        {
            return new RatedContract(input.ToRate.Contract, input.ToRate.Customer, input.ToRate.Currency, 0, null, [],
                [Problem.Blocking(ProblemCode.Unbillable, "An amount or a count of this contract is too large to be computed. Check its readings and prices.")]);
        }
    }

    Problem SiteClosed(string site) => Problem.Blocking(ProblemCode.SiteClosed,
        $"{Period.Of(tables!.InvoicedOn)} is closed for site {site}, and this contract is not billed in it any more. Bill the site by itself: its invoices are dated today.");

    /// <summary>A contract on its way to approval is listed and not billed (L-3, A-12).</summary>
    Problem? NotBillable(ContractInput input)
    {
        if (input.ToRate.Start > _period.LastDay || BillsMeanwhile(input))
            return null;
        return input.Status switch
        {
            ContractStatus.Released => Problem.Blocking(ProblemCode.NotApproved, "Blocked: awaiting approval. Approve the contract, and bill the period again."),
            ContractStatus.New when input.Versions.Count > 0 => Problem.Blocking(ProblemCode.NotApproved, "Blocked: removed from approval. Release and approve the contract, or discard its change, and bill the period again."),
            ContractStatus.New => new Problem(ProblemCode.NotApproved, Severity.Warning, null, null, "The contract is new: release and approve it before it is billed."),
            ContractStatus.Active or ContractStatus.Hold when input.Versions.Count == 0 =>
                new Problem(ProblemCode.NoTerms, Severity.Warning, null, null, "No approved terms are in force in this period."),
            ContractStatus.Active or ContractStatus.Hold or ContractStatus.Suspended or ContractStatus.Closed => null,
        };
    }

    /// <summary>A change waits for approval, and what was approved before it bills until then, where the dealer wants that .</summary>
    bool BillsMeanwhile(ContractInput input) =>
        lastApproved && input.Status is (ContractStatus.New or ContractStatus.Released) && input.Versions.Count > 0;

    bool IsAsked(ContractInput input) =>
        (asked.Site is null || input.Site == asked.Site) && (asked.Contracts is null || asked.Contracts.Contains(input.ToRate.Contract));

    bool IsChosen(ContractInput input) =>
        asked.BillingDays is not { } days || input.ToRate.Versions[^1].BillingDay is 0 || days.Contains(input.ToRate.Versions[^1].BillingDay);

    DraftedContract Drafted(ContractInput input, RatedContract result, CustomerGroups groups)
    {
        var version = input.Versions[Array.IndexOf(input.ToRate.Versions, result.Terms)];
        return new DraftedContract(input.Id, result.Contract, version, result.Currency, result.Terms!.ExchangeRate ?? tables?.RateOf(result.Currency),
            [.. result.Charges.Select(charge => Drafted(charge, input.MeterIds, groups))]);
    }

    static DraftedCharge Drafted(Charge charge, IReadOnlyDictionary<MeterKey, int> meterIds, CustomerGroups groups) => new(
        charge.Key, charge.BillTo, charge.Cycles[0].Number, charge.Cycles.Length, charge.Copies, charge.Amount,
        charge.Supplier, charge.Payable,
        groups.Mark(charge, Array.ConvertAll(charge.Counts, count => new DraftedCount(
            meterIds[count.Meter], count.OpenedOn, count.Opening, count.Closing.Date, count.Closing.Value,
            count.Closing.After, count.Closing.Source, count.Copies, count.Deducted))),
        charge.Prepaid);

    static DraftedInvoice Drafted(InvoiceDraft invoice)
    {
        var (net, tax) = (invoice.Net, invoice.Tax);
        return new DraftedInvoice(invoice.BillTo, invoice.Contract, invoice.Machine, invoice.Currency, net, tax, net + tax, invoice.Lines, invoice.ChargeGroup, invoice.Address);
    }
}
