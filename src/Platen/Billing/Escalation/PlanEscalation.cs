using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Billing.Escalation;

/// <summary>A contract whose prices would rise, with the terms that say them.</summary>
/// <param name="Versions">All approved versions, oldest first.</param>
/// <param name="Left">Why it is left as it is; null where it rises.</param>
sealed record PlannedEscalation(
    Contract Contract, string Customer, string CustomerName, string Currency, IReadOnlyList<ContractTerms> Versions,
    ContractTerms Before, EscalatedTerms After, string? Left, string? Warning);

/// <summary>Finds the contracts whose prices rise: in one pass over the terms, and without changing any.</summary>
sealed class PlanEscalation(Database database)
{
    public async Task<List<PlannedEscalation>> Run(EscalationRequest request, CancellationToken cancellation)
    {
        request.Check();
        await using var db = new Db(database);
        var company = await db.Company.FirstOrDefaultAsync(cancellation) ?? throw new Refusal("There is no book yet. Import one with 'platen import FILE'.");
        var rounding = await new SettingsStore(database).Get<EscalationRounding>(cancellation);
        var one = request.Contract is { } number ? await Id(db, number, cancellation) : null;
        var done = (await db.Escalations.Where(row => (one == null || row.ContractId == one) && row.Period == request.Period && row.Occasion == request.Occasion)
            .Select(row => new { row.ContractId, row.Charge }).ToListAsync(cancellation)).ToLookup(row => row.ContractId, row => row.Charge);
        var billed = (await db.BilledCharges.Where(charge => (one == null || charge.ContractId == one) && charge.Period >= request.Period)
            .Select(charge => charge.ContractId).Distinct().ToListAsync(cancellation)).ToHashSet();
        var drafts = (await db.Terms.Where(terms => (one == null || terms.ContractId == one) && !terms.Approved && terms.DiscardedAt == null)
            .Select(terms => terms.ContractId).Distinct().ToListAsync(cancellation)).ToHashSet();

        var planned = new List<PlannedEscalation>();
        await foreach (var (row, versions) in Contracts(db, request, cancellation))
        {
            var schedule = new Schedule([.. versions], row.Contract.StartDate, row.Contract.EndDate, company.FinancialYearEndMonth);
            if (schedule.InForce(request.Period) is not { } before || row.Contract.EndDate < request.Period.FirstDay)
                continue;
            var order = request.Order(company.FinancialYearEndMonth, row.Contract.StartDate, rounding, done[row.Contract.Id].ToHashSet(StringComparer.Ordinal));
            var after = Escalating.Raise(schedule.GoesOn(before, request.Period), order);
            if (after.Rises.Count > 0)
            {
                planned.Add(new PlannedEscalation(
                    row.Contract, row.Code, row.Name, before.Currency ?? row.Currency ?? company.Currency, versions, before, after,
                    billed.Contains(row.Contract.Id) ? $"{request.Period} or a later month was billed at the old price already. Raise it from a month that is not." : null,
                    drafts.Contains(row.Contract.Id) ? "A change of it waits that still says the old prices. Look at it before it is approved." : null));
            }
        }

        return planned;
    }

    static async Task<int?> Id(Db db, string number, CancellationToken cancellation) =>
        await db.Contracts.Where(contract => contract.Number == number).Select(contract => (int?)contract.Id).SingleOrDefaultAsync(cancellation)
            ?? throw ContractInHand.Unknown(number);

    /// <summary>Contracts that were approved and have not ended, with their approved versions, oldest first.</summary>
    static async IAsyncEnumerable<((Contract Contract, string Code, string Name, string? Currency) Row, IReadOnlyList<ContractTerms> Versions)> Contracts(
        Db db, EscalationRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows =
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            join terms in db.Terms on contract.Id equals terms.ContractId
            where contract.Status != ContractStatus.Closed && terms.Approved
            where request.Contract == null || contract.Number == request.Contract
            where request.ContractType == null || contract.Type == request.ContractType
            orderby contract.Number, terms.FromPeriod, terms.Version
            select new { contract, customer.Code, customer.Name, customer.Currency, terms.Document };
        var versions = new List<ContractTerms>();
        (Contract Contract, string, string, string?) current = default;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (versions.Count > 0 && current.Contract!.Id != row.contract.Id)
            {
                yield return (current, versions);
                versions = [];
            }

            current = (row.contract, row.Code, row.Name, row.Currency);
            versions.Add(TermsDocument.Read(row.Document));
        }

        if (versions.Count > 0)
            yield return (current, versions);
    }
}
