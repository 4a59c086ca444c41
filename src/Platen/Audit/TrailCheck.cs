using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Audit;

/// <summary>A place in the chain as an auditor writes it down: 812:9f3c…; who holds one sees when the chain was written anew.</summary>
public sealed record Mark(long Entry, string Hash)
{
    public static bool TryParse(string text, out Mark mark)
    {
        var parts = text.Split(':');
        mark = new Mark(0, "");
        if (parts is not [var number, { Length: 64 } hash] || !hash.All(char.IsAsciiHexDigit)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entry) || entry == 0)
        {
            return false;
        }

        mark = new Mark(entry, hash.ToLowerInvariant());
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Entry}:{Hash}");
}

/// <summary>An entry that does not fit.</summary>
public sealed record Misfit(long Entry, string Message);

/// <summary>What the chain is like.</summary>
/// <param name="Last">Its end; null while there is no entry.</param>
/// <param name="Misfits">The first entry that does not fit, and the mark that is not in the chain; none: the chain holds.</param>
sealed record TrailFound(long Entries, Mark? Last, IReadOnlyList<Misfit> Misfits);

/// <summary>Walks the chain from its first entry to its end, one at a time, and finds where it was altered.</summary>
static class TrailCheck
{
    /// <param name="known">A mark noted earlier.</param>
    /// <param name="each">Sees every entry on the way.</param>
    public static async Task<TrailFound> Walk(Db db, Mark? known, Action<AuditEntry> each, CancellationToken cancellation)
    {
        var taken = await Sequences.Last(db.Database.GetDbConnection(), AuditTrail.Sequence, cancellation);
        var (entries, last) = (0L, new Mark(0, AuditEntry.Genesis));
        Misfit? first = null;
        string? hashThen = null;
        await foreach (var entry in db.AuditEntries.OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            first ??= Judge(entry, last);
            last = new Mark(entry.Id, entry.Hash);
            hashThen = entry.Id == known?.Entry ? entry.Hash : hashThen;
            entries++;
            each(entry);
        }

        first ??= JudgeEnd(last.Entry, taken);
        var misfits = new List<Misfit>();
        if (first is not null)
            misfits.Add(first);
        if (known is not null && hashThen != known.Hash)
            misfits.Add(new Misfit(known.Entry, NotKnown(known, hashThen)));
        return new TrailFound(entries, entries == 0 ? null : last, misfits);
    }

    static Misfit? Judge(AuditEntry entry, Mark before)
    {
        if (entry.Id != before.Entry + 1)
        {
            return new Misfit(before.Entry + 1, entry.Id == before.Entry + 2
                ? "It is missing: somebody removed it."
                : string.Create(CultureInfo.InvariantCulture, $"It is missing, and so are the others up to {entry.Id - 1}: somebody removed them."));
        }

        if (entry.HashAfter(before.Hash) == entry.Hash)
            return null;
        var what = string.Create(CultureInfo.InvariantCulture, $"{entry.Action} of {entry.Kind} {entry.Subject} by {entry.Actor}, {entry.At:yyyy-MM-dd HH:mm:ss} UTC");
        return new Misfit(entry.Id, before.Entry == 0
            ? $"Its hash does not fit what it says ({what}): it was altered."
            : $"Its hash does not fit what it says ({what}) after the one before: one of the two was altered.");
    }

    static Misfit? JudgeEnd(long last, long taken) =>
        last < taken ? new Misfit(last + 1, string.Create(CultureInfo.InvariantCulture, $"The trail ends before it, but numbers up to {taken} were given: its end was cut off."))
        : last > taken ? new Misfit(taken + 1, string.Create(CultureInfo.InvariantCulture, $"Only numbers up to {taken} were given: somebody added it."))
        : null;

    static string NotKnown(Mark known, string? hash) => hash is null
        ? $"It is not in the trail, though it was noted with the hash {known.Hash}: the trail was cut off."
        : $"It has the hash {hash}, but was noted with {known.Hash}: the trail was written anew.";
}
