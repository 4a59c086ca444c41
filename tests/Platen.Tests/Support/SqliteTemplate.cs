using Microsoft.Data.Sqlite;
using Platen.Data;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>A data folder migrated once; each test starts from a copy of its file.</summary>
static class SqliteTemplate
{
    static readonly Lazy<byte[]> Migrated = new(Migrate);

    public static void CopyTo(string folder) => File.WriteAllBytes(Path.Combine(folder, "platen.db"), Migrated.Value);

    /// <summary>Closes the connections that the pool keeps to a file that goes away.</summary>
    public static void Close(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    static byte[] Migrate()
    {
        using var folder = new TemporaryFolder();
        var database = Database.Open(folder.Path, null);
        database.Migrate();
        Close(database.ConnectionString); // the last to close writes the log back into the file
        return File.ReadAllBytes(Path.Combine(folder.Path, "platen.db"));
    }
}
