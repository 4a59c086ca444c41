using System.Diagnostics;

namespace Platen.Testing;

/// <summary>
/// A PostgreSQL server of one's own: a new cluster in a temporary folder, reached only through a socket in that folder, gone
/// when the process ends. Unless told otherwise it forgets safety for speed: nothing in it is worth a disk flush, and where the
/// system has room for it in memory it does not touch the disk at all, for every database of it is six hundred files.
/// </summary>
sealed class PostgresServer : IDisposable
{
    const string Prefix = "platen-postgres-";
    const string Forgetful = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=128MB -c autovacuum=off";
    const string Memory = "/dev/shm";
    const long Room = 2L << 30;
    static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    readonly PostgresPrograms _programs;
    readonly string _folder;

    PostgresServer(PostgresPrograms programs, string folder) => (_programs, _folder) = (programs, folder);

    string Data => Path.Combine(_folder, "data");

    /// <param name="settings">The server's options beside those that say where it listens.</param>
    /// <exception cref="PostgresMissingException">No server can be started here; the message says why.</exception>
    public static PostgresServer Start(string settings = Forgetful)
    {
        var programs = PostgresPrograms.Find();
        RemoveLeftovers(programs);

        var server = new PostgresServer(programs, NewFolder(inMemory: settings == Forgetful));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        File.WriteAllText(OwnerFile(server._folder), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}"));
        programs.Own(server._folder);
        programs.Run("initdb", "--pgdata", server.Data, "--username=platen", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        programs.Run("pg_ctl", "start", "--wait", "--pgdata", server.Data, "--log", Path.Combine(server._folder, "log"), "--options", server.Options(settings));
        return server;
    }

    public string ConnectionString(string database) =>
        $"Host={_folder};Port=5432;Username=platen;Database={database};Include Error Detail=true;" +
        "Maximum Pool Size=25;Connection Idle Lifetime=5;Connection Pruning Interval=2"; // many tests share the server

    public void Dispose() => Remove(_programs, _folder);

    // No TCP port at all, so that none can be taken: the socket's name holds the number.
    string Options(string settings) =>
        $"-c listen_addresses='' -c port=5432 -c unix_socket_directories='{_folder}' -c max_connections=300 {settings}";

    static string NewFolder(bool inMemory) =>
        inMemory && OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room
            ? Directory.CreateDirectory(
                Path.Combine(Memory, Prefix + Path.GetRandomFileName()), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName
            : Directory.CreateTempSubdirectory(Prefix).FullName;

    static string OwnerFile(string folder) => Path.Combine(folder, "owner");

    /// <summary>What a killed test process left behind: its server still runs.</summary>
    static void RemoveLeftovers(PostgresPrograms programs)
    {
        var places = ((string[])[Path.GetTempPath(), Memory]).Where(Directory.Exists);
        foreach (var folder in places.SelectMany(place => Directory.GetDirectories(place, Prefix + "*")))
        {
            if (OwnerIsGone(folder) || TimeProvider.System.GetUtcNow() - Directory.GetCreationTimeUtc(folder) > Stale)
                Remove(programs, folder);
        }
    }

    static bool OwnerIsGone(string folder)
    {
        try
        {
            using var owner = Process.GetProcessById(int.Parse(File.ReadAllText(OwnerFile(folder)), CultureInfo.InvariantCulture));
            return false;
        }
        catch (ArgumentException)
        {
            return true; // no such process
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or FormatException)
        {
            return false; // it is just being made, or it is another user's
        }
    }

    static void Remove(PostgresPrograms programs, string folder)
    {
        try
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(Path.Combine(data, "postmaster.pid")))
                programs.Run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", data);

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or PostgresMissingException)
        {
            // Another process removed it first, or it belongs to another user, who will.
        }
    }
}
