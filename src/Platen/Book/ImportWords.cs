using System.Globalization;
using Platen.Readings;
using Platen.Shell;

namespace Platen.Book;

/// <summary>One imported file and what came of it: a book or readings.</summary>
sealed record ImportedFile(string File, BookImported? Book, ImportedReadings? Readings)
{
    internal bool NeedsWork => Book is { Readings.Held: > 0 } || Readings is { NeedsWork: true };
}

/// <summary>Tells a person what an import brought.</summary>
static class ImportWords
{
    /// <summary>Enough to see what it is about; --json and the review list have all.</summary>
    const int MostShown = 20;

    public static void Say(TextWriter text, ImportedFile imported)
    {
        if (imported.Book is { } book)
            SayBook(text, imported.File, book);
        if (imported.Readings is { } readings)
            SayReadings(text, readings);
    }

    static void SayBook(TextWriter text, string file, BookImported book)
    {
        text.WriteLine(book.Changed ? $"Imported {file}." : $"{file} is known already; nothing was changed.");
        Say(text, "customers", book.Customers);
        Say(text, "machines", book.Machines);
        Say(text, "contracts", book.Contracts);
        if (book.ChargeGroups is { } groups)
            Say(text, "groups", groups);
        var readings = book.Readings;
        text.WriteLine(Plain($"  readings   {readings.Taken:N0} new, {readings.Superseded:N0} superseded, {readings.Unchanged:N0} as before, {readings.Held:N0} held"));
        if (book.Drafts > 0)
            text.WriteLine(Plain($"{book.Drafts:N0} changed terms wait as drafts. Import with --approve to approve them."));
        SayList(text, "held", book.Held, book.Readings.Held);
        SayList(text, "look", book.Warnings, book.Warnings.Count);
    }

    static void Say(TextWriter text, string what, Counted counted) =>
        text.WriteLine(Plain($"  {what,-10} {counted.New:N0} new, {counted.Updated:N0} changed, {counted.Unchanged:N0} as before"));

    static void SayReadings(TextWriter text, ImportedReadings readings)
    {
        text.WriteLine(Plain($"Imported {readings.File}: {readings.Taken:N0} readings new, {readings.Superseded:N0} superseded, {readings.Unchanged:N0} as before, {readings.Held:N0} held, {readings.NotTaken:N0} not taken."));
        SayList(text, "held", [.. readings.HeldRows.Select(row =>
            new Fault(Plain($"row {row.Row}"), Plain($"{row.Serial} {row.Meter} {row.Value:N0} on {row.Date:yyyy-MM-dd}. {row.Reason}")))], readings.Held);
        SayList(text, "not taken", [.. readings.NotTakenRows.Select(row => new Fault(Plain($"row {row.Row}"), row.Message))], readings.NotTaken);
    }

    static void SayList(TextWriter text, string mark, IReadOnlyList<Fault> faults, long count)
    {
        foreach (var fault in faults.Take(MostShown))
            text.WriteLine($"{mark}: {fault}");
        if (count > MostShown)
            text.WriteLine(Plain($"{mark}: and {count - MostShown:N0} more"));
    }

    static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
