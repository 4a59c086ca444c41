using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Shell.Access;

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
public sealed record MachineSwapped(SavedContract Contract, IReadOnlyList<FinalReading> Readings);

/// <param name="Held">Why it waits for a person; null: it may be billed.</param>
public sealed record FinalReading(string Meter, long Value, string? Held);

/// <summary>
/// Swaps a machine on a contract in the midst of a period (RD-5): the old one is billed to its final reading, the new one goes
/// on with its fees and prices from the next day. A machine that comes or goes may need approval (L-4); the readings are kept
/// either way. Done again, it changes nothing.
/// </summary>
[Needs(ContractPermissions.Edit)]
sealed class ReplaceMachine(ShowContract contracts, SaveContract save, Database database, AuditTrail trail)
{
    public async Task<MachineSwapped> Run(string number, MachineSwap swap, CancellationToken cancellation)
    {
        var view = await contracts.Run(number, cancellation) ?? throw new Refusal($"There is no contract {number}.");
        var proposal = ContractEditor.Newest(view);
        var saved = await save.Change(
            number, proposal with { Terms = Swapped(proposal.Terms!, swap), Note = Say($"{swap.New} in place of {swap.Old} from {swap.On!.Value.AddDays(1):yyyy-MM-dd}") },
            cancellation);
        var enter = new EnterReading(database, trail);
        var readings = new List<FinalReading>();
        foreach (var meter in swap.Meters!)
        {
            var entered = await enter.Run(new Entry(swap.Old!, meter.Type!, swap.On!.Value, meter.Final, Source: ReadingSource.Final), cancellation);
            readings.Add(new(meter.Type!, meter.Final, entered.Held));
        }

        return new(saved, readings);
    }

    /// <summary>The old item up to its last day, and one like it for the new machine after.</summary>
    static ContractTerms Swapped(ContractTerms terms, MachineSwap swap)
    {
        var (day, next) = (swap.On!.Value, swap.On!.Value.AddDays(1));
        if (Array.Exists(terms.Items, item => item.Machine == swap.New && item.From == next))
            return terms;
        var at = Array.FindIndex(terms.Items, item => item.Machine == swap.Old && !(item.From > day) && !(item.Until < day));
        if (at < 0)
            throw new Refusal(Say($"{swap.Old} is not on the contract on {day:yyyy-MM-dd}."));

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
