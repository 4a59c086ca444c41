using Platen.Data;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>The two databases that every data test runs on.</summary>
public enum DatabaseKind
{
    SQLite,
    PostgreSQL,
}

/// <summary>One test's own database with the present schema and no rows, gone when the test ends.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly TemporaryFolder _folder;
    readonly Lazy<Database> _database;
    bool _gone;

    TestDatabase(DatabaseKind kind, TemporaryFolder folder, string? postgres)
    {
        (Kind, _folder, Postgres) = (kind, folder, postgres);
        _database = new(Open);
    }

    public DatabaseKind Kind { get; }

    /// <summary>The data folder, as <c>--data</c> names it.</summary>
    public string Folder => _folder.Path;

    /// <summary>PostgreSQL's connection string, as <c>--database</c> names it; nothing for the embedded database.</summary>
    public string? Postgres { get; }

    internal Database Database => _database.Value;

    public static async Task<TestDatabase> Create(DatabaseKind kind)
    {
        var folder = new TemporaryFolder();
        switch (kind)
        {
            case DatabaseKind.SQLite:
                SqliteTemplate.CopyTo(folder.Path);
                return new TestDatabase(kind, folder, null);
            case DatabaseKind.PostgreSQL:
                return new TestDatabase(kind, folder, await PostgresTemplate.Copy());
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>The same data as another process would open it; whoever opens it disposes it.</summary>
    internal Database Open() => Database.Open(Folder, Postgres);

    public async ValueTask DisposeAsync()
    {
        if (_gone)
            return;

        _gone = true;
        await Database.DisposeAsync();
        if (Postgres is null)
            SqliteTemplate.Close(Database.ConnectionString);
        else
            await PostgresTemplate.Drop(Postgres);

        _folder.Dispose();
    }

    /// <summary>How the runner tells the rows of a theory apart.</summary>
    public override string ToString() => Kind.ToString();
}
