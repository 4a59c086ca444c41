using System.Globalization;
using Platen.Data;
using Platen.Shell.Lists;

namespace Platen.Audit;

/// <summary>The entries that a list's address asks for: the same on the page, over the API, and in the export.</summary>
static class AuditFilter
{
    public static IQueryable<AuditEntry> Of(Db db, ListQuery query)
    {
        var (text, who, action) = (Lower(query["q"]), Lower(query["who"]), Lower(query["action"]));
        var (kind, subject) = (query["kind"], query["subject"]);
        var (from, before) = (Start(query["from"]), Start(query["to"])?.AddDays(1));
        return
            from entry in db.AuditEntries
            where who == null || entry.Actor.ToLower().Contains(who)
            where action == null || entry.Action.Contains(action)
            where kind == null || entry.Kind == kind
            where subject == null || entry.Subject == subject
            where @from == null || entry.At >= @from
            where before == null || entry.At < before
            where text == null || entry.Subject.ToLower().Contains(text) || entry.Actor.ToLower().Contains(text)
                || (entry.Before ?? "").ToLower().Contains(text) || (entry.After ?? "").ToLower().Contains(text)
            select entry;
    }

    static string? Lower(string? text) => text?.Trim().ToLowerInvariant();

    /// <summary>A day's beginning, in UTC; what is no day limits nothing.</summary>
    static DateTimeOffset? Start(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)
            : null;
}
