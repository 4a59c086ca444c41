using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Platen.Data;
using Platen.Setup;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Which meters a count takes, and to which day.</summary>
/// <param name="RunSet">A saved choice; what is said beside it comes first.</param>
/// <param name="UncountedOnly">Not those that were read already.</param>
/// <param name="Machine">One machine's, by serial.</param>
/// <param name="ChargeGroup">Those of the machines in a charge group, by its name.</param>
public sealed record CountChoice(
    [property: Required] DateOnly? CutOff, string? RunSet = null, string? Cycle = null, string? Customer = null, string? Contract = null,
    string? Site = null, string? Text = null, bool UncountedOnly = false, string? Machine = null, string? ChargeGroup = null)
{
    /// <summary>With what the run set says.</summary>
    /// <exception cref="Refusal">There is no such run set, or no such cycle.</exception>
    internal async Task<(CountChoice Choice, CountCycle? Cycle)> Resolve(Db db, CancellationToken cancellation)
    {
        var choice = this;
        if (RunSet is not null)
        {
            var set = (await ListSetup.Of(db, SetupTables.RunSets, cancellation)).Cast<RunSet>().FirstOrDefault(set => set.Name == RunSet)
                ?? throw new Refusal($"There is no run set {RunSet}. 'platen setup list run-sets' names them.");
            choice = this with { Cycle = Cycle ?? set.Cycle, Customer = Customer ?? set.Customer, Contract = Contract ?? set.Contract, Site = Site ?? set.Site, Text = Text ?? set.Text };
        }

        if (choice.Cycle is not { } name)
            return (choice, null);
        var cycle = (await ListSetup.Of(db, SetupTables.CountCycles, cancellation)).Cast<CountCycle>().FirstOrDefault(cycle => cycle.Name == name)
            ?? throw new Refusal($"There is no count cycle {name}. 'platen setup list count-cycles' names them.");
        return (choice, cycle);
    }

    internal string Words
    {
        get
        {
            string?[] parts =
            [
                RunSet, Cycle is null ? null : $"cycle {Cycle}", Customer is null ? null : $"customer {Customer}", Contract, Site is null ? null : $"site {Site}",
                Machine is null ? null : $"machine {Machine}", ChargeGroup is null ? null : $"charge group {ChargeGroup}", Text is null ? null : $"'{Text}'", UncountedOnly ? "uncounted only" : null,
            ];
            var said = string.Join(", ", parts.Where(part => part is not null));
            return said.Length == 0 ? "all meters" : said;
        }
    }
}

/// <summary>A count run as every face shows it, made or only tried.</summary>
/// <param name="Id">Null: it was tried, and nothing is kept.</param>
/// <param name="Copies">Of the meters that are read.</param>
public sealed record CountAnswer(
    int? Id, DateOnly CutOff, string Choice, CountState State, int Meters, int Read, int Missing, int Held, int NoCopies, int Unlikely, long Copies, IReadOnlyList<CaptureRow> Rows)
{
    /// <summary>Meters of which billing takes now something else than was counted (N-4).</summary>
    public int Changed => Rows.Count(row => row.ChangedSince is not null);

    /// <summary>What is read by now.</summary>
    internal static CountAnswer Of(int? id, DateOnly cutOff, string choice, CountState state, IReadOnlyList<CaptureRow> rows) => new(
        id, cutOff, choice, state, rows.Count,
        rows.Count(row => row.State is CaptureState.Read or CaptureState.Odd), rows.Count(row => row.State == CaptureState.Missing), rows.Count(row => row.State == CaptureState.Held),
        rows.Count(row => row is { Closing: not null, Copies: <= 0 }), rows.Count(row => row.Doubt is not null), rows.Sum(row => row.Closing is null ? 0 : row.Copies ?? 0), rows);

    /// <summary>What was counted when it was finalised, whatever came in since (N-4).</summary>
    internal static CountAnswer Kept(CountRun run, IReadOnlyList<CaptureRow> rows) => Of(run.Id, run.CutOff, run.Choice, run.State, rows) with
    {
        Read = rows.Count(row => row.Counted is not null),
        Missing = rows.Count(row => row.Counted is null),
        Held = 0,
        NoCopies = rows.Count(row => row.Counted is { Copies: <= 0 }),
        Copies = rows.Sum(row => row.Counted?.Copies ?? 0),
    };

    internal string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Meters:N0} meters to {CutOff:yyyy-MM-dd}: {Read:N0} read, {Missing:N0} missing, {Held:N0} held; {NoCopies:N0} without copies, {Unlikely:N0} unlikely; {Copies:N0} copies.{(Changed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {Changed:N0} changed since."))}");
}
