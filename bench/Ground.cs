using Microsoft.Data.Sqlite;
using Npgsql;
using Platen.Bench.Floors;
using Platen.Data;
using Platen.Testing;

namespace Platen.Bench;

/// <summary>Where databases can be had: a PostgreSQL server of this process's own, or a temporary folder for files.</summary>
abstract class Ground : IAsyncDisposable
{
    int _places;

    protected TemporaryFolder Folder { get; } = new();

    public abstract string Name { get; }

    /// <summary>How safely it writes, for the reader of the numbers.</summary>
    public abstract string Settings { get; }

    public static Ground Open(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteGround(),
        DatabaseKind.Postgres => new PostgresGround(),
    };

    /// <summary>An empty database with Platen's schema.</summary>
    public Database Create()
    {
        var database = Create(Numbered("platen"));
        database.Migrate();
        return database;
    }

    /// <summary>The same database by its bare driver.</summary>
    public abstract BareDriver Bare(Database database);

    /// <summary>A folder for files, gone with the ground.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder.Path, Numbered("files"))).FullName;

    string Numbered(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}{++_places}");

    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected abstract Database Create(string name);
}

sealed class SqliteGround : Ground
{
    public override string Name => "sqlite";

    public override string Settings => "SQLite, write-ahead log, synchronous NORMAL";

    public override BareDriver Bare(Database database) => new BareSqlite(database.ConnectionString);

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return base.DisposeAsync();
    }

    protected override Database Create(string name) => Database.Open(Path.Combine(Folder.Path, name), null);
}

sealed class PostgresGround : Ground
{
    readonly PostgresServer _server = PostgresServer.Start(settings: "");

    public override string Name => "postgres";

    public override string Settings => "PostgreSQL as installed: fsync, synchronous_commit and full_page_writes on, shared_buffers 128MB";

    public override BareDriver Bare(Database database) => new BarePostgres(database.ConnectionString);

    public override ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _server.Dispose();
        return base.DisposeAsync();
    }

    protected override Database Create(string name)
    {
        using var connection = new NpgsqlConnection(_server.ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return Database.Open(NewFolder(), _server.ConnectionString(name));
    }
}
