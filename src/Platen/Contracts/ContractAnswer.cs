using System.Globalization;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>A contract as programs see it.</summary>
/// <param name="NextPeriod">The first period that a change may bill; null on one that was neither billed nor approved.</param>
/// <param name="Waiting">What waits for approval, or lies as a draft, against what is approved.</param>
public sealed record ContractAnswer(
    string Number, string Status, string Meaning, string Customer, string Type, DateOnly Start, DateOnly? End, bool Closing, CallAnswer Calls,
    Period? NextPeriod, IReadOnlyList<VersionAnswer> Versions, IReadOnlyList<Difference> Waiting, IReadOnlyList<StateAnswer> History)
{
    internal static ContractAnswer Of(ContractView view) => new(
        view.Contract.Number, view.Contract.Status.Code(), view.Meaning, view.CustomerCode, view.Contract.Type,
        view.Contract.StartDate, view.Contract.EndDate, view.Contract.Closing, view.Calls, view.Unbilled,
        [.. view.Versions.Select(VersionAnswer.Of)], view.Waiting, [.. view.States.Select(StateAnswer.Of)]);
}

/// <summary>A version of the terms.</summary>
/// <param name="State">draft, released, approved or discarded.</param>
/// <param name="Header">What it proposes beside the terms; null where a book wrote it.</param>
public sealed record VersionAnswer(
    int Version, Period From, string State, string? Note, DateTimeOffset WrittenAt, string? WrittenBy, DateTimeOffset? ReleasedAt, string? ReleasedBy,
    DateTimeOffset? ApprovedAt, string? ApprovedBy, DateTimeOffset? DiscardedAt, string? DiscardedBy, ContractHeader? Header, ContractTerms Terms)
{
    internal static VersionAnswer Of(TermsView view) => new(
        view.Version, view.Terms.From, view.State.ToString().ToLower(CultureInfo.InvariantCulture), view.Row.Note, view.Row.CreatedAt, view.Row.WrittenBy,
        view.Row.ReleasedAt, view.Row.ReleasedBy, view.Row.ApprovedAt, view.Row.ApprovedBy, view.Row.DiscardedAt, view.Row.DiscardedBy,
        view.Row.Header is { } header ? HeaderDocument.Read(header) : null, view.Terms);
}

/// <summary>A row of the history.</summary>
public sealed record StateAnswer(
    DateTimeOffset At, string By, string What, string Status, string? Reason, string? Employee, DateTimeOffset? ReleaseExpected)
{
    internal static StateAnswer Of(ContractState state) =>
        new(state.At, state.Actor, state.Step.Word(), state.Status.Code(), state.Reason, state.Employee, state.ReleaseExpected);
}
