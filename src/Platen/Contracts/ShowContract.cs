using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>One contract with all its versions of terms, for its page.</summary>
[Needs(ContractPermissions.Read)]
sealed class ShowContract(Db db, TimeProvider clock)
{
    /// <returns>Null where no contract has the number.</returns>
    public async Task<ContractView?> Run(string number, CancellationToken cancellation)
    {
        var found = await (
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where contract.Number == number
            select new { contract, customer.Code, customer.Name, customer.Currency }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var terms = await db.Terms.Where(terms => terms.ContractId == found.contract.Id).OrderBy(terms => terms.Version)
            .ToListAsync(cancellation);
        var machines = await (
            from item in db.ContractMachines
            join machine in db.Machines on item.MachineId equals machine.Id
            where item.ContractId == found.contract.Id
            select new { machine.Serial, machine.Model, machine.Location }).ToListAsync(cancellation);
        var company = await db.Company.FirstAsync(cancellation);
        var states = await db.ContractStates.Where(state => state.ContractId == found.contract.Id).OrderByDescending(state => state.No).ToListAsync(cancellation);
        var own = new ContractHeader(found.Code, found.contract.Type, found.contract.StartDate, found.contract.EndDate, found.contract.Site);
        return new ContractView(
            found.contract,
            found.Code,
            found.Name,
            found.Currency ?? company.Currency,
            company.TaxRate,
            terms.ConvertAll(version => new TermsView(version.Version, TermsDocument.Read(version.Document), version)),
            states,
            terms.Exists(version => version.Approved) ? await UnbilledPeriod.First(db, found.contract.Id, cancellation) : null,
            Waiting(TermsChain.Schedule(found.contract, terms, company.FinancialYearEndMonth), terms, own, await ContractChange.PricesToo(db, cancellation)),
            found.contract.TakesCalls(Today(terms)),
            machines.ToDictionary(machine => machine.Serial, machine => new MachineOnContract(machine.Model, machine.Location)));
    }

    /// <summary>The terms that hold today.</summary>
    ContractTerms? Today(List<TermsVersion> versions)
    {
        var month = Period.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return TermsChain.Billing(versions).LastOrDefault(version => version.FromPeriod <= month) is { } version ? TermsDocument.Read(version.Document) : null;
    }

    /// <summary>The drafts against what is approved and bills their first period.</summary>
    static IReadOnlyList<Difference> Waiting(Schedule schedule, List<TermsVersion> versions, ContractHeader own, bool pricesToo) =>
        versions.LastOrDefault(version => version.IsOpen) is { } draft && schedule.Before(draft.FromPeriod) is { } before
            ? TermsDiff.Of((own, before), (HeaderDocument.Proposed(versions, own), TermsDocument.Read(draft.Document)), pricesToo)
            : [];
}

/// <summary>
/// A contract as its page shows it; versions oldest first, states latest first, machines by serial. Currency and tax are those of
/// terms that name none (T-1).
/// </summary>
/// <param name="Unbilled">The first period that a change may bill; null where nothing was billed or approved.</param>
/// <param name="Waiting">What its drafts make other.</param>
public sealed record ContractView(
    Contract Contract,
    string CustomerCode,
    string Customer,
    string Currency,
    decimal TaxRate,
    IReadOnlyList<TermsView> Versions,
    IReadOnlyList<ContractState> States,
    Period? Unbilled,
    IReadOnlyList<Difference> Waiting,
    CallAnswer Calls,
    IReadOnlyDictionary<string, MachineOnContract> Machines);

/// <summary>Where a version of the terms stands.</summary>
public enum VersionState
{
    Draft,
    Released,
    Approved,
    Discarded,
}

/// <summary>A version of the terms, read.</summary>
public sealed record TermsView(int Version, ContractTerms Terms, TermsVersion Row)
{
    public bool Approved => Row.Approved;
    public DateTimeOffset WrittenAt => Row.CreatedAt;

    public VersionState State => Row.Approved ? VersionState.Approved
        : Row.DiscardedAt is not null ? VersionState.Discarded
        : Row.ReleasedAt is not null ? VersionState.Released : VersionState.Draft;
}

/// <summary>What tells a contract's machine from the next.</summary>
public sealed record MachineOnContract(string? Model, string? Location);
