using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Audit;

/// <summary>
/// What was done to one record, latest first. It stands on the record's page: whoever may see that may see this, so it needs no more.
/// </summary>
[Needs(Permission.SignedIn)]
sealed class ShowHistory(Db db)
{
    public const int Latest = 10;

    /// <param name="id">The record's id, where a bulk operation may have brought it.</param>
    public async Task<RecordHistory> Of(string kind, string subject, int? id, CancellationToken cancellation)
    {
        var entries = db.AuditEntries.Where(entry => entry.Kind == kind && entry.Subject == subject);
        var latest = await entries.OrderByDescending(entry => entry.Id).Take(Latest).Select(AuditRow.OfEntry).ToListAsync(cancellation);
        return new RecordHistory(latest, await entries.CountAsync(cancellation), id is { } known ? await Origin(kind, known, cancellation) : null);
    }

    /// <summary>What an entry changed, field by field; only what is other.</summary>
    public async Task<IReadOnlyList<FieldChange>> Changes(long number, CancellationToken cancellation)
    {
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Id == number, cancellation);
        return RecordChanges.Of(entry.Before, entry.After);
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
