using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Contracts;

/// <summary>A change of a contract as it would be saved now: from which period, against what, and whether it needs approval.</summary>
sealed class ContractChange
{
    readonly Db _db;
    readonly Contract _contract;
    readonly ContractProposal _proposal;
    readonly IReadOnlyList<TermsVersion> _versions;
    readonly ContractHeader _ownHeader;
    readonly Period? _unbilled;

    ContractChange(Db db, Contract contract, IReadOnlyList<TermsVersion> versions, ContractProposal proposal, ContractHeader own, Period? unbilled, bool pricesToo, int yearEnd, RowDefaults defaults)
    {
        (_db, _contract, _versions, _proposal, _ownHeader, _unbilled) = (db, contract, versions, proposal, own, unbilled);
        Edited = versions.Last(version => version.DiscardedAt is null);
        var schedule = TermsChain.Schedule(contract, versions, yearEnd);
        var from = From();
        Terms = GoingOn(defaults.Fill(proposal.Terms!, Header.Type, TermsDocument.Read(Edited.Document)) with { From = from }, schedule);
        Replaced = [.. versions.Where(version => version.IsOpen && (version == Edited || version.FromPeriod == from))];
        Differences = schedule.Before(from) is { } before ? TermsDiff.Of((own, before), (Header, Terms), pricesToo) : [];
    }

    public ContractHeader Header => _proposal.Header;

    /// <summary>As they would be kept.</summary>
    public ContractTerms Terms { get; }

    /// <summary>The newest version, which must be the one that was edited.</summary>
    public TermsVersion Edited { get; }

    /// <summary>From what is approved and in force then; none on a contract that never was approved.</summary>
    public IReadOnlyList<Difference> Differences { get; }
    public bool NeedsApproval => Differences.Any(difference => difference.NeedsApproval);

    /// <summary>Drafts whose place it takes.</summary>
    public IReadOnlyList<TermsVersion> Replaced { get; }

    public bool SaysTheSame => Header == HeaderDocument.Proposed(_versions, _ownHeader)
        && TermsDocument.Same(TermsDocument.Write(_proposal.Terms! with { From = Edited.FromPeriod }), Edited.Document)
        && (Terms.From == Edited.FromPeriod || _proposal.Terms!.From == Edited.FromPeriod);

    public static async Task<ContractChange> Of(ContractInHand hand, ContractProposal proposal, CancellationToken cancellation) =>
        await Of(hand.Db, hand.Contract, hand.Versions, proposal, cancellation);

    public static async Task<ContractChange> Of(
        Db db, Contract contract, IReadOnlyList<TermsVersion> versions, ContractProposal proposal, CancellationToken cancellation) => new(
        db, contract, versions, proposal, await HeaderDocument.Of(db, contract, cancellation),
        versions.Any(version => version.Approved) ? await UnbilledPeriod.First(db, contract.Id, cancellation) : null,
        await PricesToo(db, cancellation),
        await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation),
        await RowDefaults.Of(db, cancellation));

    /// <summary>Whether changes of prices need approval where a contract enforces authorisation (A-13).</summary>
    public static async Task<bool> PricesToo(Db db, CancellationToken cancellation) => (await Rules(db, cancellation)).Reapproval == Reapproval.Full;

    public static async Task<BillingRules> Rules(Db db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return await SettingsStore.Get<BillingRules>(db.Database.GetDbConnection(), cancellation);
    }

    /// <exception cref="Refusal">It cannot be edited as it stands (L-2), or somebody else was faster.</exception>
    public void RefuseStale()
    {
        if (_contract.Status is not (ContractStatus.New or ContractStatus.Active))
            throw new Refusal($"{_contract.Number} is {_contract.Status.Code()}, and only new and active contracts can be changed (L-2). {_contract.Status.WayToEdit()}");
        if (_proposal.Edited is null)
            throw new Refusal("Say which version you edited.", [new Fault("edited", string.Create(CultureInfo.InvariantCulture, $"The newest is {Edited.Version}."))]);
        if (_proposal.Edited == Edited.Version)
            return;
        if (_versions.FirstOrDefault(version => version.Version == _proposal.Edited) is not { } known)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{_contract.Number} has no version {_proposal.Edited}. The newest is {Edited.Version}."), [new Fault("edited", "No such version.")]);
        throw new Refusal(
            string.Create(CultureInfo.InvariantCulture, $"{Edited.WrittenBy ?? "Somebody"} saved version {Edited.Version} of {_contract.Number} while you edited version {known.Version}. Nothing was saved: take over what changed, and save again on version {Edited.Version}."),
            [.. TermsDiff.Of(Of(known), Of(Edited), pricesToo: true).Select(other => new Fault(other.Place, $"{other.Old ?? "nothing"} → {other.New ?? "nothing"}"))]);
    }

    /// <summary>What is wrong with it, or odd.</summary>
    public async Task<IReadOnlyList<TermsFault>> Faults(CancellationToken cancellation)
    {
        var faults = await new ContractChecks(_db).Run(_contract.Id, Header, Terms, TermsDocument.Read(Edited.Document).Prepaid, cancellation);
        List<TermsFault> all = [.. faults];
        if (_unbilled is { } first && Terms.From < first)
            all.Insert(0, new TermsFault("terms.from", $"{first.AddMonths(-1)} is billed or closed: terms can change from {first} on."));
        return all;
    }

    /// <summary>The period that was named; where it is that of the version edited, the first that is not billed yet.</summary>
    Period From()
    {
        var asked = _proposal.Terms!.From;
        return asked == Edited.FromPeriod && _unbilled > asked ? _unbilled.Value : asked;
    }

    /// <summary>A cycle that nobody changed stays where it was, also where only the first period told its place (C-2).</summary>
    static ContractTerms GoingOn(ContractTerms asked, Schedule schedule) =>
        asked.BillingPeriod is null && schedule.InForce(asked.From) is { BillingPeriod: null } before && before.CycleMonths == asked.CycleMonths
            ? asked with { BillingPeriod = schedule.GoesOn(before, asked.From).BillingPeriod }
            : asked;

    (ContractHeader, ContractTerms) Of(TermsVersion version) =>
        (version.Header is { } header ? HeaderDocument.Read(header) : _ownHeader, TermsDocument.Read(version.Document));
}
