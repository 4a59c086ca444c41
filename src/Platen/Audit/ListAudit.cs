using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Audit;

/// <summary>The audit trail, latest first: by who, action, record, day, and any text of what was before and after.</summary>
[Needs(AuditPermissions.Read)]
sealed class ListAudit(Db db)
{
    public Task<ListPage<AuditRow>> Run(ListQuery query, CancellationToken cancellation) => AuditFilter.Of(db, query)
        .Select(AuditRow.OfEntry)
        .ToPage(query, "-number", new()
        {
            ["number"] = row => row.Number,
            ["who"] = row => row.Who,
            ["action"] = row => row.Action,
            ["subject"] = row => row.Subject,
        }, cancellation);

    /// <summary>The kinds of record that the trail tells of.</summary>
    public async Task<IReadOnlyList<string>> Kinds(CancellationToken cancellation) =>
        await db.AuditEntries.Select(entry => entry.Kind).Distinct().OrderBy(kind => kind).ToListAsync(cancellation);
}

/// <summary>An entry in a list.</summary>
public sealed record AuditRow
{
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>In which way it was done.</summary>
    public required ActorKind By { get; init; }
    public required string Who { get; init; }

    /// <summary>The address or machine it was done from.</summary>
    public string? FromWhere { get; init; }
    public required string Action { get; init; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }

    internal static readonly Expression<Func<AuditEntry, AuditRow>> OfEntry = entry => new AuditRow
    {
        Number = entry.Id,
        At = entry.At,
        By = entry.ActorKind,
        Who = entry.Actor,
        FromWhere = entry.FromWhere,
        Action = entry.Action,
        Kind = entry.Kind,
        Subject = entry.Subject,
    };

    /// <summary>The same, of an entry that is here.</summary>
    internal static readonly Func<AuditEntry, AuditRow> Of = OfEntry.Compile();
}
