using System.Data;
using System.Data.Common;
using FluentMigrator.Runner;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platen.Shell;

namespace Platen.Data;

/// <summary>PostgreSQL: for a team and for scale.</summary>
sealed class PostgresDatabase : Database
{
    readonly NpgsqlDataSource _source;

    public PostgresDatabase(string connectionString)
        : base(connectionString)
    {
        try
        {
            _source = NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException)
        {
            // Not in its words: they may repeat a password.
            throw new Refusal("--database or PLATEN_DATABASE is no connection string of PostgreSQL. Write it like \"Host=localhost;Database=platen;Username=platen\".");
        }
    }

    public override string Name
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{parts.Database} on {parts.Host}";
        }
    }

    public override ColumnTypes Types { get; } = new PostgresTypes();

    public override string ForShare => " FOR SHARE";

    public override string ForUpdate => " FOR UPDATE";

    public override decimal Money(DbDataReader row, int column) => row.GetDecimal(column);

    public override async Task<DbConnection> Connect(CancellationToken cancellation) => await _source.OpenConnectionAsync(cancellation);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        return new WriteTransaction(connection, await connection.BeginTransactionAsync(cancellation), null);
    }

    public override async Task<DbTransaction> Snapshot(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    public override RowWriter Rows(DbConnection connection, string table, params ReadOnlySpan<string> columns)
    {
        var names = string.Join(", ", columns!);
        return new PostgresRows(((NpgsqlConnection)connection).BeginBinaryImport($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)"));
    }

    public override DateOnly Day(DbDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    public override async Task<IAsyncDisposable?> Claim(string name, CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            if (await Ask("pg_try_advisory_lock"))
                return new Claimed(connection, () => Ask("pg_advisory_unlock"));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;

        async Task<bool> Ask(string function)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {function}(hashtextextended(@name, 0))";
            return await command.Add("@name", name).ExecuteScalarAsync(CancellationToken.None) is true;
        }
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_source);

    public override async Task Analyze(DbConnection connection, CancellationToken cancellation, string table = "")
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"ANALYZE {table}";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    protected override string HasSchema =>
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'VersionInfo' AND table_schema = current_schema()";

    protected override void AddRunner(IMigrationRunnerBuilder runner) => runner.AddPostgres();

    public override string? Explain(Exception failure) => failure switch
    {
        PostgresException { SqlState: "53100" } =>
            $"The disk of {Name} is full. Nothing of this step was kept; free some space and run it again.",
        PostgresException { SqlState: "28P01" or "28000" } =>
            $"{Name} refuses the user or password. Check the connection string in --database or PLATEN_DATABASE.",
        PostgresException { SqlState: "3D000" } =>
            $"There is no database {Name}. Create it with 'createdb', or correct --database.",
        PostgresException { SqlState: "42501" } =>
            $"The user may not do that in {Name}: {((PostgresException)failure).MessageText}.",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException } =>
            $"{Name} does not answer. Is PostgreSQL running there, and is the port right?",
        _ => null,
    };

    sealed class Claimed(NpgsqlConnection connection, Func<Task> free) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                try
                {
                    await free();
                }
                catch (NpgsqlException)
                {
                    // The connection broke, and the claim went with it.
                }
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }
}

sealed record PostgresTypes()
    : ColumnTypes("numeric(19,6)", "date", "text COLLATE \"C\"", "text", "bytea", "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")
{
    public override IEnumerable<string> AppendOnly(string table) =>
    [
        "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The ledger is append-only.'; END $$",
        $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
    ];

    public override IEnumerable<string> MovesTo(string copies, string table, IReadOnlyList<string> columns) =>
    [
        $"DROP TRIGGER {table}_append_only ON {table}",
        $"CREATE FUNCTION {table}_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
            $"IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM {copies} k WHERE {IsCopy(columns)}) THEN RETURN OLD; END IF; " +
            "RAISE EXCEPTION 'The ledger is append-only.'; END $$",
        $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_moves()",
    ];
}
