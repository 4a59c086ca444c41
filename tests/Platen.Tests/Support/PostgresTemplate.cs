using Npgsql;
using Platen.Data;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>One server for the test process, started when the first test asks, and a database migrated once for all to copy.</summary>
static class PostgresTemplate
{
    const string Name = "platen_template";

    static readonly Lazy<PostgresServer> Server = new(() => PostgresServer.Start());
    static readonly Lazy<Task> Migrated = new(Migrate);
    static int _copies;

    /// <summary>Why there is no server, or null when there is one.</summary>
    public static string? WhyMissing()
    {
        try
        {
            _ = Server.Value;
            return null;
        }
        catch (PostgresMissingException missing)
        {
            return missing.Message;
        }
    }

    /// <summary>A migrated database of one's own, by its connection string.</summary>
    public static async Task<string> Copy()
    {
        await Migrated.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _copies)}");
        await Execute($"CREATE DATABASE {name} TEMPLATE {Name} STRATEGY FILE_COPY"); // the other way is by its log, and takes three times as long
        return Server.Value.ConnectionString(name);
    }

    public static async Task Drop(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pooled);

        await Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    static async Task Migrate()
    {
        await Execute($"CREATE DATABASE {Name}");
        // Unpooled: a database with a connection open cannot be copied.
        await using var database = Database.Open("", Server.Value.ConnectionString(Name) + ";Pooling=false");
        database.Migrate();
    }

    static async Task Execute(string command)
    {
        await using var connection = new NpgsqlConnection(Server.Value.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var statement = new NpgsqlCommand(command, connection);
        await statement.ExecuteNonQueryAsync();
    }
}
