using System.Globalization;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>One thing that is other in a contract than before, at a place that a person knows.</summary>
/// <param name="Place">Like "Mono pool, level 2 from 10,001, unit charge".</param>
/// <param name="Old">Null: it was not there.</param>
/// <param name="New">Null: it is there no more.</param>
/// <param name="NeedsApproval">It sends an active contract back for approval.</param>
public sealed record Difference(string Place, string? Old, string? New, bool NeedsApproval);

/// <summary>When a change of an active contract waits for an approver.</summary>
enum Approval
{
    /// <summary>It counts at once.</summary>
    No,

    /// <summary>A change of what copies cost: where the contract enforces authorisation, and the dealer does not keep to the vendor's list .</summary>
    WhenEnforced,

    /// <summary>On the vendor's list (L-4).</summary>
    Always,
}

/// <summary>What a change makes other about a contract, and what of it needs approval: header and terms, old against new.</summary>
sealed class TermsDiff
{
    readonly List<Difference> _found = [];
    readonly bool _enforced;

    TermsDiff(bool enforced) => _enforced = enforced;

    /// <param name="pricesToo">Changes of prices need approval where the contract enforces authorisation; false: the vendor's list alone.</param>
    public static IReadOnlyList<Difference> Of(
        (ContractHeader Header, ContractTerms Terms) old, (ContractHeader Header, ContractTerms Terms) now, bool pricesToo)
    {
        var diff = new TermsDiff(pricesToo && (old.Terms.EnforceAuthorisation || now.Terms.EnforceAuthorisation));
        diff.Fields("", old.Header, now.Header, TermsFields.Header);
        diff.Terms(old.Terms, now.Terms);
        return diff._found;
    }

    void Terms(ContractTerms old, ContractTerms now)
    {
        Fields("", old, now, TermsFields.Terms);
        // A fee without an escalation of its own rises by the contract's.
        Note("Escalation", TermsFields.Text(old.Escalation), TermsFields.Text(now.Escalation),
            now.Items.SelectMany(item => item.Fees).Concat(now.AggregateFees).Any(fee => fee.Escalation is null) ? Approval.Always : Approval.WhenEnforced);
        Note("Aggregate", TermsFields.Text(TermsRules.HasPool(old)), TermsFields.Text(TermsRules.HasPool(now)), Approval.Always);
        Fees("", old.AggregateFees, now.AggregateFees);
        foreach (var (before, row) in Pairs(old.AggregateMeters, now.AggregateMeters, row => row.Type))
        {
            var place = $"{(row ?? before)!.Type} pool";
            if (IsKept(place, before, row, Approval.WhenEnforced))
                Price(place, before!, row!);
        }

        foreach (var (before, row) in Pairs(old.Prepaid, now.Prepaid, row => row.Type))
        {
            var place = $"{(row ?? before)!.Type} prepaid";
            if (IsKept(place, before, row, Approval.WhenEnforced))
                Fields(place, before!, row!, TermsFields.Prepaid);
        }

        foreach (var (before, item) in Pairs(old.Items, now.Items, item => (item.Machine, item.Location)))
            Item(before, item);
    }

    void Item(ContractItem? old, ContractItem? now)
    {
        var either = (now ?? old)!;
        var place = either.Machine is { } serial ? $"Machine {serial}" : $"Location {either.Location}";
        if (!IsKept(place, old, now, Approval.Always))
            return;
        Fields(place, old!, now!, TermsFields.Item);
        Fees(place, old!.Fees, now!.Fees);
        foreach (var (before, meter) in Pairs(old.Meters, now.Meters, meter => meter.Type))
        {
            var at = $"{place}, {(meter ?? before)!.Type}";
            if (!IsKept(at, before, meter, Approval.WhenEnforced))
                continue;
            Fields(at, before!, meter!, TermsFields.ItemMeter);
            Price(at, before!, meter!);
        }
    }

    void Fees(string place, Fee[] old, Fee[] now)
    {
        foreach (var (before, fee) in Pairs(old, now, fee => fee.Type))
        {
            var at = Join(place, $"fee {(fee ?? before)!.Type}");
            if (IsKept(at, before, fee, Approval.Always))
                Fields(at, before!, fee!, TermsFields.Fee);
        }
    }

    void Price(string place, MeterPrice old, MeterPrice now)
    {
        Fields(place, old, now, TermsFields.Price);
        for (var i = 0; i < Math.Max(old.Levels.Length, now.Levels.Length); i++)
        {
            Level? before = i < old.Levels.Length ? old.Levels[i] : null, level = i < now.Levels.Length ? now.Levels[i] : null;
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}, level {i + 1} from {(level ?? before)!.Value.From:N0}");
            if (before is { } was && level is { } becomes)
                Fields(at, was, becomes, TermsFields.Level);
            else
                Note(at, TermsFields.Text(before), TermsFields.Text(level), Approval.WhenEnforced);
        }
    }

    /// <summary>Whether a row is there before and after; where it came or went, that is the difference.</summary>
    bool IsKept<T>(string place, T? old, T? now, Approval approval)
        where T : class
    {
        if (old is not null && now is not null)
            return true;
        Note(place, TermsFields.Text(old), TermsFields.Text(now), approval);
        return false;
    }

    void Fields<T>(string place, T old, T now, IReadOnlyList<Field<T>> fields)
    {
        foreach (var field in fields)
            Note(Join(place, field.Words), TermsFields.Text(field.Of(old)), TermsFields.Text(field.Of(now)), field.Approval);
    }

    void Note(string place, string? old, string? now, Approval approval)
    {
        if (old == now)
            return;
        _found.Add(new Difference(place.Length == 0 ? place : char.ToUpperInvariant(place[0]) + place[1..], old, now, approval switch
        {
            Approval.No => false,
            Approval.WhenEnforced => _enforced,
            Approval.Always => true,
        }));
    }

    /// <summary>Rows of two lists by what they are called, so that one more of them does not make the others look changed.</summary>
    static List<(T? Old, T? New)> Pairs<T, TKey>(T[] old, T[] now, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var before = old.GroupBy(key).ToDictionary(same => same.Key, same => new Queue<T>(same));
        var pairs = new List<(T?, T?)>();
        foreach (var row in now)
            pairs.Add((before.TryGetValue(key(row), out var same) && same.TryDequeue(out var match) ? match : null, row));
        pairs.AddRange(before.Values.SelectMany(gone => gone).Select(row => ((T?)row, (T?)null)));
        return pairs;
    }

    static string Join(string place, string what) => place.Length == 0 ? what : $"{place}, {what}";
}
