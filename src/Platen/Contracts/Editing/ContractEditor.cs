using System.Text.Json;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>
/// A contract under somebody's hands: what it said as it was opened, and what it is to say. The terms stay the document that they
/// are, and each change makes another: a field that no page shows is kept as it was.
/// </summary>
public sealed class ContractEditor
{
    readonly RowDefaults _defaults;

    /// <param name="defaults">What rows begin with; null: nothing beyond what is so everywhere.</param>
    internal ContractEditor(ContractProposal opened, RowDefaults? defaults = null) =>
        (Opened, Now, _defaults) = (opened, opened, defaults ?? RowDefaults.BuiltIn);

    public ContractProposal Opened { get; private set; }
    public ContractProposal Now { get; private set; }
    public ContractTerms Terms => Now.Terms!;
    public bool IsNew => Opened.Edited is null;
    public bool IsPrepaid => _defaults.IsPrepaid(Now.Type);
    public bool IsChanged => Text(Opened) != Text(Now);

    internal static ContractEditor New(Period month, RowDefaults defaults) =>
        new(new ContractProposal { Type = "cost-per-copy", Start = month.FirstDay, Terms = new() { From = month } }, defaults);

    /// <summary>The version that a change begins with, as its proposal.</summary>
    internal static ContractProposal Newest(ContractView view)
    {
        var newest = view.Versions.Last(version => version.State != VersionState.Discarded);
        var contract = view.Contract;
        var header = HeaderDocument.Proposed(
            view.Versions.Select(version => version.Row), new(view.CustomerCode, contract.Type, contract.StartDate, contract.EndDate, contract.Site));
        return new()
        {
            Number = contract.Number,
            Customer = header.Customer,
            Type = header.Type,
            Start = header.Start,
            End = header.End,
            Site = header.Site,
            Terms = newest.Terms,
            Edited = newest.Version,
        };
    }

    public void Put(ContractProposal now)
    {
        var terms = IsNew && now.Type != Now.Type ? _defaults.Retype(now.Terms!, Now.Type, now.Type) : _defaults.Fill(now.Terms!, now.Type, Terms);
        // A new contract's terms begin with it.
        if (IsNew && now.Start != Now.Start && now.Start is { Year: > 1900 and < 3000 } start)
            terms = terms with { From = Period.Of(start) };
        // A prepaid contract is changed with authorisation alone (P-10).
        if (_defaults.IsPrepaid(now.Type) && now.Type != Now.Type)
            terms = terms with { EnforceAuthorisation = true };
        Now = now with { Terms = terms };
    }

    public void Put(ContractTerms terms) => Now = Now with { Terms = terms };

    /// <summary>Somebody else saved meanwhile: puts both changes together.</summary>
    /// <param name="mine">Where both changed the same, what stands here counts.</param>
    public void Join(ContractProposal theirs, bool mine)
    {
        // The version edited is no change of either.
        var (before, ours) = (Opened with { Edited = theirs.Edited }, Now with { Edited = theirs.Edited });
        Now = mine ? ProposalMerge.Lay(before, theirs, ours) : ProposalMerge.Lay(before, ours, theirs);
        Opened = theirs;
    }

    /// <summary>What somebody else changed since this was opened.</summary>
    public IReadOnlyList<Difference> Differences(ContractProposal theirs) =>
        TermsDiff.Of((Opened.Header, Opened.Terms!), (theirs.Header, theirs.Terms!), pricesToo: false);

    /// <summary>All of it as text, for the browser to keep while nothing is saved.</summary>
    public string Keep() => JsonSerializer.Serialize(new[] { Opened, Now }, Json.Options);

    internal static ContractEditor? Kept(string text, RowDefaults? defaults = null)
    {
        try
        {
            return JsonSerializer.Deserialize<ContractProposal[]>(text, Json.Options) is [var opened, var now] ? new(opened, defaults) { Now = now } : null;
        }
        catch (JsonException)
        {
            return null; // of a Platen before this one
        }
    }

    static string Text(ContractProposal proposal) => JsonSerializer.Serialize(proposal, Json.Options);
}
