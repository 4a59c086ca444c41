using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;
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
        var views = terms.ConvertAll(version => new TermsView(version.Version, TermsDocument.Read(version.Document), version));
        var told = views.Where(version => version.State != VersionState.Discarded).Select(version => version.Terms).ToList();
        var serials = told.SelectMany(version => version.Items).Select(item => item.Machine).OfType<string>().Distinct().ToList();
        var machines = await db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial)).ToListAsync(cancellation);
        var codes = told.SelectMany(FoundBy.Parties).Distinct().ToList();
        var company = await db.Company.FirstAsync(cancellation);
        var states = await db.ContractStates.Where(state => state.ContractId == found.contract.Id).OrderByDescending(state => state.No).ToListAsync(cancellation);
        var (wasApproved, billsLast) = (terms.Exists(version => version.Approved), (await ContractChange.Rules(db, cancellation)).BillLastApprovedWhileReleased);
        return new ContractView(
            found.contract,
            found.Code,
            found.Name,
            found.Currency ?? company.Currency,
            await ListSetup.UsualTax(db, company, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellation),
            views,
            states,
            wasApproved ? await UnbilledPeriod.First(db, found.contract.Id, cancellation) : null,
            await DraftDiff.Of(db, found.contract, terms, cancellation),
            found.contract.TakesCalls(Today(terms), wasApproved),
            found.contract.Status is ContractStatus.New or ContractStatus.Released ? $"{found.contract.Status.Meaning()} {StatusWords.Meanwhile(wasApproved, billsLast)}" : found.contract.Status.Meaning(),
            machines.ToDictionary(machine => machine.Serial, machine => new MachineOnContract(machine.PartCode, machine.Model ?? machine.Description, machine.Category, machine.AssetRegisterNo, machine.Location)),
            await db.Customers.Where(party => EF.Parameter(codes).Contains(party.Code)).ToDictionaryAsync(party => party.Code, party => party.Name, cancellation));
    }

    /// <summary>The terms that hold today.</summary>
    ContractTerms? Today(List<TermsVersion> versions)
    {
        var month = Period.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return TermsChain.Billing(versions).LastOrDefault(version => version.FromPeriod <= month) is { } version ? TermsDocument.Read(version.Document) : null;
    }
}

/// <summary>
/// A contract as its page shows it; versions oldest first, states latest first, machines by serial. Currency and tax are those of
/// terms that name none (T-1).
/// </summary>
/// <param name="Unbilled">The first period that a change may bill; null where nothing was billed or approved.</param>
/// <param name="Waiting">What its drafts make other.</param>
/// <param name="Parties">Names of who else pays or supplies, by code.</param>
/// <param name="Meaning">What its status means for billing and for calls.</param>
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
    string Meaning,
    IReadOnlyDictionary<string, MachineOnContract> Machines,
    IReadOnlyDictionary<string, string> Parties);

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
/// <param name="Model">Its model, else what it is called.</param>
public sealed record MachineOnContract(string? PartCode, string? Model, string? Category, string? AssetRegisterNo, string? Location);
