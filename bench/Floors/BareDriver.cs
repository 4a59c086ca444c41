using System.Data.Common;
using System.Diagnostics;

namespace Platen.Bench.Floors;

/// <summary>
/// A database by its driver alone, on one connection: what reading and writing cost when nothing is worked out. Written
/// apart from Platen's own data layer, so that a slowness there does not lower its own bar.
/// </summary>
abstract class BareDriver : IAsyncDisposable
{
    protected abstract DbConnection Connection { get; }

    /// <summary>Reads a query's rows to the end, every column by its typed getter.</summary>
    public async Task Drain(string query, CancellationToken cancellation)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = query;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var getters = Enumerable.Range(0, row.FieldCount).Select(i => Getter(row.GetDataTypeName(i))).ToArray();
        while (await row.ReadAsync(cancellation))
            Get(row, getters);
    }

    static void Get(DbDataReader row, Action<DbDataReader, int>[] getters)
    {
        for (var i = 0; i < getters.Length; i++)
        {
            if (!row.IsDBNull(i))
                getters[i](row, i);
        }
    }

    /// <summary>Writes all rows of some tables in one transaction.</summary>
    /// <param name="from">Where the rows are; reading them there takes no part in the time.</param>
    /// <returns>Seconds.</returns>
    public Task<double> Write(IReadOnlyList<string> tables, DbConnection from, CancellationToken cancellation) =>
        Write([.. tables.Select(table => (table, $"SELECT * FROM {table}"))], from, cancellation);

    /// <summary>The same of some rows of one table.</summary>
    public Task<double> Write(string table, string rows, DbConnection from, CancellationToken cancellation) => Write([(table, rows)], from, cancellation);

    async Task<double> Write(IReadOnlyList<(string Table, string Rows)> tables, DbConnection from, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var transaction = await Connection.BeginTransactionAsync(cancellation);
        watch.Stop();
        foreach (var (table, rows) in tables)
        {
            await using var command = from.CreateCommand();
            command.CommandText = rows;
            await using var source = await command.ExecuteReaderAsync(cancellation);
            await Write(new TableRows(table, source), watch, cancellation);
        }

        watch.Start();
        await transaction.CommitAsync(cancellation);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Brings what is buffered into the tables' files and gives the driver's cache back, so that the next work pays for the
    /// last neither in time nor in memory.
    /// </summary>
    public async Task Settle(CancellationToken cancellation)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = Settling;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract string Settling { get; }

    /// <summary>Writes chunk after chunk; the watch runs while it writes.</summary>
    protected abstract Task Write(TableRows rows, Stopwatch watch, CancellationToken cancellation);

    static Action<DbDataReader, int> Getter(string declaredType)
    {
        var column = Column.Of(declaredType);
        return column switch
        {
            Column<int> => (row, i) => row.GetInt32(i),
            Column<long> => (row, i) => row.GetInt64(i),
            Column<bool> => (row, i) => row.GetBoolean(i),
            Column<decimal> => (row, i) => row.GetDecimal(i),
            Column<DateOnly> => (row, i) => row.GetFieldValue<DateOnly>(i),
            _ => (row, i) => row.GetString(i),
        };
    }
}
