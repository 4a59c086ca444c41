using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using FluentMigrator.Runner;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platen.Shell;
using SQLitePCL;

namespace Platen.Data;

/// <summary>The embedded database: one file in the data folder, for a newcomer, a small dealer and the demo.</summary>
sealed class SqliteDatabase(string file) : Database(new SqliteConnectionStringBuilder
{
    DataSource = file,
    DefaultTimeout = 60,
    Pooling = true,
}.ToString())
{
    readonly SemaphoreSlim _writer = new(1, 1);
    readonly ConcurrentDictionary<string, bool> _claims = new(StringComparer.Ordinal);

    public override string Name => file;

    public override ColumnTypes Types { get; } = new SqliteTypes();

    public override string ForShare => "";

    public override string ForUpdate => "";

    public override decimal Money(DbDataReader row, int column) => MoneyColumn.FromStored(row.GetInt64(column));

    public override async Task<DbConnection> Connect(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var pragma = connection.CreateCommand();
        // WAL lets readers go on while one writes; NORMAL keeps every commit through a crash of the process.
        // The log is moved into the file at 32 MiB, not at every 4: a run's shards write the same pages again and again.
        pragma.CommandText = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; " +
            "PRAGMA wal_autocheckpoint = 8192; PRAGMA temp_store = MEMORY;";
        await pragma.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        var gate = new Release(_writer);
        try
        {
            var connection = (SqliteConnection)await Connect(cancellation);
            return new WriteTransaction(connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: false), gate);
        }
        catch
        {
            gate.Dispose();
            throw;
        }
    }

    public override Task<DbTransaction> Snapshot(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override RowWriter Rows(DbConnection connection, string table, params ReadOnlySpan<string> columns)
    {
        var names = string.Join(", ", columns!);
        var values = string.Join(", ", Enumerable.Repeat("?", columns.Length));
        return new SqliteRows(((SqliteConnection)connection).Handle!, $"INSERT INTO {table} ({names}) VALUES ({values})");
    }

    // By the native library: the driver asks of every value first whether it is null, which takes as long again.
    public override int Int(DbDataReader row, int column) => raw.sqlite3_column_int(((SqliteDataReader)row).Handle!, column);

    public override long Long(DbDataReader row, int column) => raw.sqlite3_column_int64(((SqliteDataReader)row).Handle!, column);

    public override DateOnly Day(DbDataReader row, int column)
    {
        // By hand: a run reads two days for each meter, and the general parser takes as long as the rest of the row.
        var text = raw.sqlite3_column_blob(((SqliteDataReader)row).Handle!, column);
        return new DateOnly(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
    }

    static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = number * 10 + (digit - '0');
        return number;
    }

    // One process serves an embedded database.
    public override Task<IAsyncDisposable?> Claim(string name, CancellationToken cancellation) =>
        Task.FromResult<IAsyncDisposable?>(_claims.TryAdd(name, true) ? new Claimed(_claims, name) : null);

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

    public override async Task Analyze(DbConnection connection, CancellationToken cancellation, string table = "")
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002;";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public override bool IsThere => File.Exists(file);

    protected override string HasSchema => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'VersionInfo'";

    public override async Task<string?> Damage(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return await command.ExecuteScalarAsync(cancellation) is string found and not "ok" ? found : null;
    }

    protected override void AddRunner(IMigrationRunnerBuilder runner) => runner.AddSQLite();

    protected override void Prepare()
    {
        if (File.Exists(Folder))
            throw new Refusal($"{Folder} is a file. Name a folder with --data.");
        Directory.CreateDirectory(Folder);
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL;";
        command.ExecuteNonQuery();
    }

    public override string? Explain(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 26 } =>
            $"{file} is not a Platen database. Name another folder with --data, or move the file away.",
        SqliteException { SqliteErrorCode: 13 } =>
            $"The disk that holds {file} is full. Nothing of this step was kept; free some space and run it again.",
        SqliteException { SqliteErrorCode: 11 } =>
            $"{file} is damaged. Restore it from a backup; 'platen doctor' tells more.",
        SqliteException { SqliteErrorCode: 14 or 8 } =>
            $"{file} cannot be opened for writing. Check the rights on its folder, or name another with --data.",
        SqliteException { SqliteErrorCode: 5 or 6 } =>
            $"Another program holds {file}. Wait for it to finish, or stop it, and run this again.",
        SqliteException { SqliteErrorCode: 10 } =>
            $"Reading or writing {file} failed on the disk. Nothing of this step was kept; check the disk and run it again.",
        _ => null,
    };

    sealed class Claimed(ConcurrentDictionary<string, bool> claims, string name) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            claims.TryRemove(name, out _);
            return ValueTask.CompletedTask;
        }
    }

    sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}

sealed record SqliteTypes() : ColumnTypes("INTEGER", "TEXT", "TEXT", "TEXT", "BLOB", "INTEGER PRIMARY KEY")
{
    public override IEnumerable<string> AppendOnly(string table) =>
        from change in (string[])["UPDATE", "DELETE"]
        select $"CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END";

    public override IEnumerable<string> MovesTo(string copies, string table, IReadOnlyList<string> columns) =>
    [
        $"DROP TRIGGER {table}_no_delete",
        $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 FROM {copies} k WHERE {IsCopy(columns)}) " +
            "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END",
    ];
}
