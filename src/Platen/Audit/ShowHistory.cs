using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Audit;

/// <summary>
/// What was done to one record, latest first. It stands on the record's page: whoever may see records of its kind may see this, and
/// whoever may read the trail.
/// </summary>
[Needs(Permission.SignedIn)]
sealed class ShowHistory(Db db, RecordReaders readers)
{
    public const int Latest = 10;

    /// <param name="subject">Null: what was done to all records of the kind, which have no pages of their own.</param>
    /// <param name="id">The record's id, where a bulk operation may have brought it.</param>
    /// <param name="may">Whether whoever asks has a permission.</param>
    /// <returns>Null for who is limited: what a record was before may tell of another's.</returns>
    public async Task<RecordHistory?> Of(string kind, string? subject, int? id, Func<string, Task<bool>> may, CancellationToken cancellation)
    {
        await RefuseOther(kind, may);
        if (db.Limit is not null)
            return null;
        var entries = db.AuditEntries.Where(entry => entry.Kind == kind && (subject == null || entry.Subject == subject));
        var latest = await entries.OrderByDescending(entry => entry.Id).Take(Latest).Select(AuditRow.OfEntry).ToListAsync(cancellation);
        return new RecordHistory(latest, await entries.CountAsync(cancellation), id is { } known ? await Origin(kind, known, cancellation) : null);
    }

    /// <summary>What an entry changed, field by field; only what is other.</summary>
    public async Task<IReadOnlyList<FieldChange>> Changes(long number, Func<string, Task<bool>> may, CancellationToken cancellation)
    {
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Id == number, cancellation);
        await RefuseOther(entry.Kind, may);
        return RecordChanges.Of(entry.Before, entry.After);
    }

    async Task RefuseOther(string kind, Func<string, Task<bool>> may)
    {
        var needed = readers.Of(kind);
        if (!await may(needed) && !await may(AuditPermissions.Read))
            throw new Refusal($"Your roles do not open this history: it needs {needed}.");
    }

    /// <summary>The book that brought a record: the first whose new ids it is among.</summary>
    async Task<AuditRow?> Origin(string kind, int id, CancellationToken cancellation)
    {
        var books = db.AuditEntries.Where(entry => entry.Kind == "book" && entry.After != null).OrderBy(entry => entry.Id);
        await foreach (var entry in books.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (IdRange.Of(entry.After!, kind) is { } ids && id >= ids.First && id <= ids.Last)
                return AuditRow.Of(entry);
        }

        return null;
    }
}

/// <summary>A record's latest entries, how many there are in all, and the book that brought it.</summary>
sealed record RecordHistory(IReadOnlyList<AuditRow> Latest, int Total, AuditRow? Origin);
