using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Platen.Bench.Floors;

/// <summary>SQLite by Microsoft.Data.Sqlite: plain queries, and one prepared insert a table.</summary>
sealed class BareSqlite : BareDriver
{
    readonly SqliteConnection _connection;

    public BareSqlite(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using var pragma = _connection.CreateCommand();
        // Platen's own settings: the floor is as safe as what stands on it.
        pragma.CommandText = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; " +
            "PRAGMA wal_autocheckpoint = 8192; PRAGMA temp_store = MEMORY;";
        pragma.ExecuteNonQuery();
    }

    protected override DbConnection Connection => _connection;

    protected override string Settling => "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory";

    protected override async Task Write(TableRows rows, Stopwatch watch, CancellationToken cancellation)
    {
        var sql = $"INSERT INTO {rows.Table} ({string.Join(", ", rows.Names)}) VALUES ({string.Join(", ", rows.Names.Select(_ => "?"))})";
        Check(raw.sqlite3_prepare_v2(_connection.Handle, sql, out var insert));
        using (insert)
        {
            while (await rows.Next(cancellation))
            {
                watch.Start();
                Write(insert, rows);
                watch.Stop();
            }
        }
    }

    // Through the driver's native library: its commands, with a boxed parameter for each value, are slower than Platen is.
    void Write(sqlite3_stmt insert, TableRows rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows.Columns.Count; i++)
                rows.Columns[i].Bind(insert, i + 1, row);
            var result = raw.sqlite3_step(insert);
            if (result != raw.SQLITE_DONE)
                Check(result);
            raw.sqlite3_reset(insert);
        }
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();
}
