using System.Data.Common;
using System.Globalization;
using System.Reflection;
using FluentMigrator.Runner;
using Microsoft.EntityFrameworkCore;
using Platen.Shell;

namespace Platen.Data;

/// <summary>
/// Where the data lives and how its two dialects differ: everything that knows SQLite from PostgreSQL is here and in the
/// two classes below it. One schema, one test suite.
/// </summary>
abstract class Database(string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    /// <summary>The folder of the embedded database and its files.</summary>
    public required string Folder { get; init; }

    /// <summary>How the database names itself to a person.</summary>
    public abstract string Name { get; }

    /// <summary>Column types that the two databases spell differently.</summary>
    public abstract ColumnTypes Types { get; }

    /// <summary>Opens the database that the options name: PostgreSQL where there is a connection string, else the folder's own file.</summary>
    public static Database Open(string folder, string? postgres) =>
        string.IsNullOrWhiteSpace(postgres)
            ? new SqliteDatabase(Path.Combine(folder, "platen.db")) { Folder = folder }
            : new PostgresDatabase(postgres) { Folder = folder };

    public abstract Task<DbConnection> Connect(CancellationToken cancellation);

    /// <summary>
    /// Begins a transaction that writes. SQLite has one writer: the others of this process wait here in order rather than by
    /// polling the file's lock.
    /// </summary>
    public abstract Task<WriteTransaction> Write(CancellationToken cancellation);

    /// <summary>Begins a transaction that only reads, and sees everything as it is now, whatever others write meanwhile.</summary>
    public abstract Task<DbTransaction> Snapshot(DbConnection connection, CancellationToken cancellation);

    /// <summary>Writes many rows into a table in the fastest way the driver has.</summary>
    public abstract RowWriter Rows(DbConnection connection, string table, params ReadOnlySpan<string> columns);

    /// <summary>
    /// Ends a query inside a writing transaction so that its rows stay as they are until the transaction ends. Nothing in
    /// SQLite, which has one writer at a time.
    /// </summary>
    public abstract string ForShare { get; }

    /// <summary>The same, for rows that this transaction is about to change.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Reads a money column.</summary>
    public abstract decimal Money(DbDataReader row, int column);

    /// <summary>Reads a number that is never null, of many rows.</summary>
    public virtual int Int(DbDataReader row, int column) => row.GetInt32(column);

    /// <summary>The same of a bigint column.</summary>
    public virtual long Long(DbDataReader row, int column) => row.GetInt64(column);

    /// <summary>Reads a day column.</summary>
    public abstract DateOnly Day(DbDataReader row, int column);

    /// <summary>
    /// Claims something by name for one holder at a time, without waiting; null: another has it. It is free again when it is
    /// disposed, and when the process dies that held it.
    /// </summary>
    public abstract Task<IAsyncDisposable?> Claim(string name, CancellationToken cancellation);

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>After many rows came in: lets the planner know them.</summary>
    /// <param name="table">Those that they came into, perhaps with the columns that matter; else all. SQLite looks which by itself.</param>
    public abstract Task Analyze(DbConnection connection, CancellationToken cancellation, string table = "");

    protected abstract void AddRunner(IMigrationRunnerBuilder runner);

    /// <summary>The sentence for a person when the database cannot be used, or null when the failure is of another kind.</summary>
    public abstract string? Explain(Exception failure);

    /// <summary>The schema of this version of Platen.</summary>
    public static long LatestSchema { get; } = typeof(Database).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<FluentMigrator.MigrationAttribute>()?.Version ?? 0).Max();

    /// <summary>The database has been made; opening an embedded one would make it.</summary>
    public virtual bool IsThere => true;

    /// <summary>The schema that it has; null while it has none.</summary>
    public async Task<long?> SchemaVersion(CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = HasSchema;
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) == 0)
            return null;
        command.CommandText = "SELECT MAX(\"Version\") FROM \"VersionInfo\"";
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    /// <summary>Counts the migrations' own table.</summary>
    protected abstract string HasSchema { get; }

    /// <summary>What the database's own quick check finds broken; null when it is whole.</summary>
    public virtual Task<string?> Damage(DbConnection connection, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Brings the schema up to this version of Platen, creating the database where there is none.</summary>
    public void Migrate()
    {
        Prepare();
        using var services = new ServiceCollection()
            .AddSingleton(Types)
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
            {
                AddRunner(runner);
                runner.WithGlobalConnectionString(ConnectionString).ScanIn(typeof(Database).Assembly).For.Migrations();
            })
            .BuildServiceProvider(validateScopes: true);
        using var scope = services.CreateScope();
        var runner = scope.ServiceProvider.GetRequiredService<IMigrationRunner>();
        // What a newer version keeps there this one does not know, and would leave out of what it writes.
        if (scope.ServiceProvider.GetRequiredService<IVersionLoader>().VersionInfo.Latest() is var schema && schema > LatestSchema)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{Name} has schema {schema}, which is newer than this version of Platen. Install the newer Platen again."));
        runner.MigrateUp();
    }

    protected virtual void Prepare()
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>How a column is typed: money, a day, a code that sorts by its bytes, bytes, and a number that counts by itself.</summary>
public abstract record ColumnTypes(string Money, string Day, string Code, string Text, string Bytes, string Identity)
{
    /// <summary>Statements that let rows into a table of the ledger but never change or remove one.</summary>
    public abstract IEnumerable<string> AppendOnly(string table);

    /// <summary>The same for a table that is so already, but that a row may leave whose copy stands among others.</summary>
    /// <param name="copies">A table of the same columns, and more.</param>
    public abstract IEnumerable<string> MovesTo(string copies, string table, IReadOnlyList<string> columns);

    /// <summary>That a row k of the copies is what the trigger removes.</summary>
    protected static string IsCopy(IReadOnlyList<string> columns) =>
        string.Join(" AND ", columns.Select(column => $"k.{column} IS NOT DISTINCT FROM OLD.{column}"));
}

/// <summary>A writing transaction with its connection; rolled back unless <see cref="Commit"/> is reached.</summary>
sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, IDisposable? gate) : IAsyncDisposable
{
    public DbConnection Connection => connection;
    public DbTransaction Transaction => transaction;

    public Task Commit(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
        finally
        {
            gate?.Dispose();
        }
    }
}
