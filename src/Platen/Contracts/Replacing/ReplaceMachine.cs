using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Contracts;

/// <summary>A counter of a machine that is swapped.</summary>
/// <param name="Final">What the old machine's showed as it left.</param>
/// <param name="Start">What the new machine's showed as it came.</param>
public sealed record SwappedMeter([property: Required] string? Type, [property: Range(0, long.MaxValue)] long Final, [property: Range(0, long.MaxValue)] long Start);

/// <summary>A machine that takes another's place on a contract.</summary>
/// <param name="On">The old machine's last day; the new one counts from the next.</param>
public sealed record MachineSwap(
    [property: Required] string? Old, [property: Required] string? New, [property: Required] DateOnly? On, [property: Required] IReadOnlyList<SwappedMeter>? Meters);

/// <summary>What came of it.</summary>
/// <param name="Readings">What became of the old machine's final readings, by meter.</param>
/// <param name="Group">The charge group that the old machine was in; null: in none.</param>
public sealed record MachineSwapped(SavedContract Contract, IReadOnlyList<FinalReading> Readings, GroupPassedOn? Group = null);

/// <param name="Held">Why it waits for a person; null: it may be billed.</param>
public sealed record FinalReading(string Meter, long Value, string? Held);

/// <summary>What became of the place that the old machine had in a charge group.</summary>
/// <param name="From">From this period on the new machine counts in it; null: it does not.</param>
/// <param name="Refused">Why it does not.</param>
public sealed record GroupPassedOn(string Group, Period? From, string? Refused);

/// <summary>Hands an old machine's place in a charge group to the new one; from the module that knows groups.</summary>
/// <param name="due">The period in which the old machine's copies up to its last day are charged.</param>
/// <returns>Null: it was in none.</returns>
delegate Task<GroupPassedOn?> PassGroupOn(string old, string fresh, DateOnly lastDay, Period due, CancellationToken cancellation);

/// <summary>
/// Swaps a machine on a contract in the midst of a period (RD-5): the old one is billed to its final reading, the new one goes
/// on with its fees and prices from the next day, and in its charge group (G-11). A machine that comes or goes may need approval (L-4); the readings are kept
/// either way. Done again, it changes nothing.
/// </summary>
[Needs(ContractPermissions.Edit)]
sealed class ReplaceMachine(ShowContract contracts, SaveContract save, PassGroupOn passOn, Database database, AuditTrail trail)
{
    public async Task<MachineSwapped> Run(string number, MachineSwap swap, CancellationToken cancellation)
    {
        var view = await contracts.Run(number, cancellation) ?? throw new Refusal($"There is no contract {number}.");
        var proposal = ContractEditor.Newest(view);
        proposal = proposal with { Terms = Swapped(proposal.Terms!, swap) };
        var saved = await save.Change(
            number, proposal with { Note = Say($"{swap.New} in place of {swap.Old} from {swap.On!.Value.AddDays(1):yyyy-MM-dd}") },
            cancellation);
        var enter = new EnterReading(database, trail);
        var readings = new List<FinalReading>();
        foreach (var meter in swap.Meters!)
        {
            var entered = await enter.Run(new Entry(swap.Old!, meter.Type!, swap.On!.Value, meter.Final, Source: ReadingSource.Final), cancellation);
            readings.Add(new(meter.Type!, meter.Final, entered.Held));
        }

        return new(saved, readings, await passOn(swap.Old!, swap.New!, swap.On!.Value, await DueFor(proposal, swap.On!.Value, cancellation), cancellation));
    }

    const int LongestCycle = 60;

    /// <summary>The period in which the contract bills what its machines have printed up to a day.</summary>
    async Task<Period> DueFor(ContractProposal proposal, DateOnly day, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var schedule = new Schedule([proposal.Terms!], proposal.Header.Start, proposal.End, await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation));
        var from = Period.Of(day);
        return Enumerable.Range(0, LongestCycle).Select(from.AddMonths).Where(schedule.IsDue).Append(from).First();
    }

    /// <summary>The old item up to its last day, and one like it for the new machine after.</summary>
    static ContractTerms Swapped(ContractTerms terms, MachineSwap swap)
    {
        var (day, next) = (swap.On!.Value, swap.On!.Value.AddDays(1));
        if (Array.Exists(terms.Items, item => item.Machine == swap.New && item.From == next))
            return terms;
        var at = Array.FindIndex(terms.Items, item => item.Machine == swap.Old && !(item.From > day) && !(item.Until < day));
        if (at < 0)
            throw new Refusal($"{swap.Old} is not on the contract on {Numerals.Day(day)}.");

        var old = terms.Items[at];
        foreach (var meter in old.Meters.Where(meter => meter.Active))
        {
            if (!swap.Meters!.Any(told => told.Type == meter.Type))
                throw new Refusal($"Say what the {meter.Type} counters of both machines showed: the old one's is billed up to it, and the new one's from it.");
        }

        var fresh = old with
        {
            Machine = swap.New,
            Description = null,
            From = next,
            Meters = [.. old.Meters.Select(meter => meter with { StartReading = swap.Meters!.FirstOrDefault(told => told.Type == meter.Type)?.Start ?? 0, ReadingDate = day })],
        };
        return terms with { Items = [.. terms.Items[..at], old with { Until = day }, fresh, .. terms.Items[(at + 1)..]] };
    }

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
