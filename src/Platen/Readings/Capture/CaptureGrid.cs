using System.Data.Common;
using System.Globalization;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
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
        var due = new MetersDue(period, await IntakeRules.Read(connection, cancellation));
        var rows = await Rows(
            connection, due, asked, string.Create(CultureInfo.InvariantCulture, $"ORDER BY {by} LIMIT {ListQuery.PageSize} OFFSET {query.Skip}"), cancellation);
        return new(rows, await Count(connection, due, asked, cancellation));
    }

    /// <summary>All rows of a filter, for a verb or for work in bulk.</summary>
    public async Task<IReadOnlyList<CaptureRow>> All(Period period, CaptureFilter filter, CancellationToken cancellation)
    {
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        var due = new MetersDue(period, await IntakeRules.Read(connection, cancellation));
        return await Rows(connection, due, filter with { Limit = seen.Limit }, "ORDER BY used.serial, used.type", cancellation);
    }

    /// <summary>The meters of a count, or of one that is tried; the doubtful first.</summary>
    public async Task<IReadOnlyList<CaptureRow>> Counted(DateOnly cutOff, int days, int? run, CountChoice choice, CancellationToken cancellation)
    {
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        var due = new MetersCounted(cutOff, days, await IntakeRules.Read(connection, cancellation), run, choice);
        var filter = new CaptureFilter(null, choice.Customer, choice.Contract, choice.Machine, choice.Text ?? "") { Limit = seen.Limit };
        return [.. (await Rows(connection, due, filter, "ORDER BY used.serial, used.type", cancellation)).OrderBy(row => row.Rank)];
    }

    /// <summary>Which readings may close a period.</summary>
    public async Task<ReadingWindow> Window(CancellationToken cancellation) => (await new SettingsStore(database).Get<ReadingRules>(cancellation)).Window;

    /// <summary>How many are read, missing and held: for the month's first station.</summary>
    public async Task<ReadingCounts> Counts(Period period, CancellationToken cancellation)
    {
        await toRead.Refresh(cancellation);
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        var all = new CaptureFilter { Limit = seen.Limit };
        var due = new MetersDue(period, await IntakeRules.Read(connection, cancellation));
        command.CommandText = $"SELECT state, COUNT(*) FROM ({due.Sql.States(all.Where)}) states GROUP BY state";
        due.AddTo(all.AddTo(command));
        var counts = new Dictionary<CaptureState, int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            counts[(CaptureState)row.GetInt32(0)] = (int)row.GetInt64(1);
        return new(counts.Values.Sum(), counts.GetValueOrDefault(CaptureState.Missing), counts.GetValueOrDefault(CaptureState.Held));
    }

    static async Task<int> Count(DbConnection connection, MetersDue due, CaptureFilter filter, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        // Use and average are not worked out where only missing or held ones are counted.
        command.CommandText = filter.IsByState
            ? $"SELECT COUNT(*) FROM ({(filter.NeedsUse ? due.Sql.Rows(filter.Where) : due.Sql.States(filter.Where))}) used WHERE {filter.State}"
            : $"SELECT COUNT(*) FROM ({due.Sql.DueOnly(filter.Where)}) used";
        due.AddTo(filter.AddTo(command));
        return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    async Task<IReadOnlyList<CaptureRow>> Rows(
        DbConnection connection, IMetersDue due, CaptureFilter filter, string order, CancellationToken cancellation)
    {
        var rows = new List<CaptureRow>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT * FROM ({due.Sql.Rows(filter.Where)}) used WHERE {filter.State} {order}";
            due.AddTo(filter.AddTo(command));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                rows.Add(new CaptureReader(database, row, due.Odd).Row());
        }

        var before = await LastReadings.Load(database, connection, rows, due.Window, cancellation);
        return rows.ConvertAll(row => before.TryGetValue(row.MeterId, out var last) ? last.Of(row) : row);
    }
}
