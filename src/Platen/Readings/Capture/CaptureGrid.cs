using System.Data.Common;
using System.Globalization;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>
/// The readings of a period: every meter due, what it was before, what came in. Filters: <c>state</c> (missing, held, odd,
/// read, or review for all that needs a person), <c>customer</c>, <c>contract</c>, <c>machine</c>; text looks into serials,
/// customers and places.
/// </summary>
[Needs(ReadingPermissions.Read)]
sealed class CaptureGrid(Database database, MetersToRead toRead, Db seen)
{
    static readonly Dictionary<string, string> Orders = new()
    {
        ["serial"] = "used.serial {0}, used.type",
        ["customer"] = "used.name {0}, used.serial, used.type",
        ["location"] = "used.location {0}, used.serial, used.type",
        ["contract"] = "used.number {0}, used.serial, used.type",
        ["meter"] = "used.type {0}, used.serial",
    };

    public async Task<ListPage<CaptureRow>> Run(Period period, ListQuery query, CancellationToken cancellation)
    {
        var asked = new CaptureFilter(query["state"], query["customer"], query["contract"], query["machine"], query.Text) { Limit = seen.Limit };
        var order = Orders[query.Sort is { } sort && Orders.ContainsKey(sort) ? sort : "serial"];
        var by = string.Format(CultureInfo.InvariantCulture, order, query.Descending ? "DESC" : "ASC");
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        var rows = await Rows(
            connection, period, asked, string.Create(CultureInfo.InvariantCulture, $"ORDER BY {by} LIMIT {ListQuery.PageSize} OFFSET {query.Skip}"), cancellation);
        return new(rows, await Count(connection, period, asked, cancellation));
    }

    /// <summary>All rows of a filter, for a verb or for work in bulk.</summary>
    public async Task<IReadOnlyList<CaptureRow>> All(Period period, CaptureFilter filter, CancellationToken cancellation)
    {
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        return await Rows(connection, period, filter with { Limit = seen.Limit }, "ORDER BY used.serial, used.type", cancellation);
    }

    /// <summary>How many are read, missing and held: for the month's first station.</summary>
    public async Task<ReadingCounts> Counts(Period period, CancellationToken cancellation)
    {
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        var all = new CaptureFilter { Limit = seen.Limit };
        command.CommandText = $"SELECT state, COUNT(*) FROM ({CaptureSql.States(all.Where)}) states GROUP BY state";
        new CaptureMonth(period).AddTo(all.AddTo(command));
        var counts = new Dictionary<CaptureState, int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            counts[(CaptureState)row.GetInt32(0)] = (int)row.GetInt64(1);
        return new(counts.Values.Sum(), counts.GetValueOrDefault(CaptureState.Missing), counts.GetValueOrDefault(CaptureState.Held));
    }

    static async Task<int> Count(DbConnection connection, Period period, CaptureFilter filter, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        // Use and average are not worked out where only missing or held ones are counted.
        command.CommandText = filter.IsByState
            ? $"SELECT COUNT(*) FROM ({(filter.NeedsUse ? CaptureSql.Rows(filter.Where) : CaptureSql.States(filter.Where))}) used WHERE {filter.State}"
            : $"SELECT COUNT(*) FROM ({CaptureSql.DueOnly(filter.Where)}) used";
        new CaptureMonth(period).AddTo(filter.AddTo(command));
        return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    async Task<IReadOnlyList<CaptureRow>> Rows(
        DbConnection connection, Period period, CaptureFilter filter, string order, CancellationToken cancellation)
    {
        var rows = new List<CaptureRow>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT * FROM ({CaptureSql.Rows(filter.Where)}) used WHERE {filter.State} {order}";
            new CaptureMonth(period).AddTo(filter.AddTo(command));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                rows.Add(new CaptureReader(database, row).Row());
        }

        var before = await LastReadings.Load(database, connection, rows, cancellation);
        return rows.ConvertAll(row => before.TryGetValue(row.MeterId, out var last) ? row with { Before = last } : row);
    }
}
