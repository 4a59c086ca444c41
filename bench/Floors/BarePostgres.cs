using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Platen.Bench.Floors;

/// <summary>PostgreSQL by Npgsql: plain queries, and binary COPY.</summary>
sealed class BarePostgres : BareDriver
{
    readonly NpgsqlConnection _connection;

    public BarePostgres(string connectionString)
    {
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
    }

    protected override DbConnection Connection => _connection;

    protected override string Settling => "CHECKPOINT";

    protected override async Task Write(TableRows rows, Stopwatch watch, CancellationToken cancellation)
    {
        watch.Start();
        await using var copy = await _connection.BeginBinaryImportAsync(
            $"COPY {rows.Table} ({string.Join(", ", rows.Names)}) FROM STDIN (FORMAT BINARY)", cancellation);
        watch.Stop();
        while (await rows.Next(cancellation))
        {
            watch.Start();
            Write(copy, rows);
            watch.Stop();
        }

        watch.Start();
        await copy.CompleteAsync(cancellation);
        watch.Stop();
    }

    static void Write(NpgsqlBinaryImporter copy, TableRows rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            copy.StartRow();
            foreach (var column in rows.Columns)
                column.Write(copy, row);
        }
    }

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();
}
