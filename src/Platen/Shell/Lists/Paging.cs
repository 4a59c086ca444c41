using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Platen.Shell.Lists;

/// <summary>Answers a list's question in the database: counts all rows, brings one page.</summary>
static class Paging
{
    /// <param name="usual">The list's own order: a key of <paramref name="columns"/>, with - before it for descending. It also settles ties.</param>
    public static async Task<ListPage<TRow>> ToPage<TRow>(
        this IQueryable<TRow> rows,
        ListQuery query,
        string usual,
        Dictionary<string, Expression<Func<TRow, object?>>> columns,
        CancellationToken cancellation)
    {
        var (sort, descending) = Order(query, usual, columns.Keys);
        var ordered = descending ? rows.OrderByDescending(columns[sort]) : rows.OrderBy(columns[sort]);
        var settled = usual.StartsWith('-') ? ordered.ThenByDescending(columns[usual[1..]]) : ordered.ThenBy(columns[usual]);

        var total = await rows.CountAsync(cancellation);
        return new(await settled.Skip(query.Skip).Take(ListQuery.PageSize).ToListAsync(cancellation), total);
    }

    /// <summary>The same for a few rows that were worked out.</summary>
    public static ListPage<TRow> ToPage<TRow>(
        this IReadOnlyCollection<TRow> rows, ListQuery query, string usual, Dictionary<string, Func<TRow, object?>> columns)
    {
        var (sort, descending) = Order(query, usual, columns.Keys);
        var ordered = descending ? rows.OrderByDescending(columns[sort]) : rows.OrderBy(columns[sort]);
        return new([.. ordered.ThenBy(columns[usual.TrimStart('-')]).Skip(query.Skip).Take(ListQuery.PageSize)], rows.Count);
    }

    static (string Sort, bool Descending) Order(ListQuery query, string usual, ICollection<string> columns) =>
        query.Sort is { } asked && columns.Contains(asked) ? (asked, query.Descending) : (usual.TrimStart('-'), usual.StartsWith('-'));
}
