using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Data;

/// <summary>What a machine can do to Platen: each with a sentence that says what to do, and nothing half-done.</summary>
public class FaultsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "platen.db");
        var letter = string.Concat(Enumerable.Repeat("Dear customer, ", 100));
        await File.WriteAllTextAsync(file, letter, Cancellation);

        var said = await CommandLine.Run(["bill", "2026-01", "--data", folder.Path]);

        Assert.Equal((Exit.Failed, $"{file} is not a Platen database. Name another folder with --data, or move the file away.\n"), (said.Exit, said.Error));
        Assert.Equal(letter, await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_another_to_choose()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var urls = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";

        var said = await CommandLine.Run(["serve", "--urls", urls, "--data", folder.Path]);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.StartsWith($"{urls} is in use by another program.", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_as_such()
    {
        using var folder = new TemporaryFolder();

        var said = await CommandLine.Run(["bill", "2026-01", "--data", folder.Path, "--database", "Host=127.0.0.1;Port=9;Database=platen;Timeout=5"]);

        Assert.Equal((Exit.Failed, "platen on 127.0.0.1 does not answer. Is PostgreSQL running there, and is the port right?\n"), (said.Exit, said.Error));
    }

    [Fact]
    public async Task A_place_that_is_none_is_told_as_such()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "book.json");
        await File.WriteAllTextAsync(file, "{}", Cancellation);

        var said = await CommandLine.Run(["bill", "2026-01", "--data", file]);
        Assert.Equal((Exit.Failed, $"{file} is a file. Name a folder with --data.\n"), (said.Exit, said.Error));
        said = await CommandLine.Run(["bill", "2026-01", "--database", "password=secret;hots=here"]);
        Assert.Equal(
            (Exit.Failed, "--database or PLATEN_DATABASE is no connection string of PostgreSQL. Write it like \"Host=localhost;Database=platen;Username=platen\".\n"),
            (said.Exit, said.Error));
    }

    [Theory, EveryDatabase]
    public async Task A_database_of_a_newer_Platen_is_left_alone(TestDatabase database)
    {
        await database.Number("INSERT INTO \"VersionInfo\" (\"Version\") VALUES (9999) RETURNING 1");

        var said = await database.Platen("bill", "2026-01");

        Assert.Equal((Exit.Failed, $"{database.Database.Name} has schema 9999, which is newer than this version of Platen. Install the newer Platen again.\n"), (said.Exit, said.Error));
        Assert.Equal(0, await database.Number("SELECT count(*) FROM runs"));
    }

    [Fact]
    public async Task A_full_disk_keeps_nothing_of_the_step_and_says_so()
    {
        using var folder = new TemporaryFolder();
        if (!await Run("mount", "-t", "tmpfs", "-o", "size=1m", "platen-test", folder.Path))
        {
            Assert.SkipUnless(Repository.InContinuousIntegration, "A small disk needs the right to mount one.");
            Assert.Fail("A small disk could not be mounted, and here it must be.");
        }

        try
        {
            var said = await CommandLine.Run(["import", Repository.PathTo("samples", "demo-book.json"), "--data", folder.Path]);

            Assert.Equal(Exit.Failed, said.Exit);
            Assert.Contains("is full. Nothing of this step was kept", said.Error, StringComparison.Ordinal);
            await using var database = Database.Open(folder.Path, null);
            await using var db = new Db(database);
            Assert.Equal(0, await db.Customers.CountAsync(Cancellation));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Assert.True(await Run("umount", folder.Path));
        }
    }

    static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0;
    }
}
