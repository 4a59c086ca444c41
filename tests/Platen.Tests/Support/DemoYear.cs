using System.Collections.Concurrent;
using Platen.Billing;
using Platen.Rating;
using Platen.Testing;
using Platen.Tests.Support;

[assembly: AssemblyFixture(typeof(DemoYear))]

namespace Platen.Tests.Support;

/// <summary>
/// The demo dealer with a year billed and posted, November 2025 to October 2026: on each database once for all tests, which
/// only read it.
/// </summary>
public sealed class DemoYear : IAsyncDisposable
{
    readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestDatabase>>> _years = new();

    public static Period First { get; } = new(2025, 11);
    public static Period Last { get; } = new(2026, 10);

    public Task<TestDatabase> On(TestDatabase database) =>
        _years.GetOrAdd(database.Kind, kind => new Lazy<Task<TestDatabase>>(() => Bill(kind))).Value;

    static async Task<TestDatabase> Bill(DatabaseKind kind)
    {
        var database = await TestDatabase.Create(kind);
        var imported = await database.Platen("import", Repository.PathTo("samples", "demo-book.json"));
        Assert.True(imported.Exit == Platen.Shell.Exit.Done, imported.Error);
        for (var period = First; period <= Last; period = period.AddMonths(1))
            await database.BillAndPost(period);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var year in _years.Values)
            await (await year.Value).DisposeAsync();
    }
}

/// <summary>What tests of billing do on the way to what they are about.</summary>
static class Billed
{
    /// <returns>The run's number.</returns>
    public static Task<int> Bill(this TestDatabase database, Period period) =>
        new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(period), null, TestContext.Current.CancellationToken);

    public static async Task BillAndPost(this TestDatabase database, Period period) =>
        await new PostRun(database.Database, database.Trail()).Run(await database.Bill(period), null, TestContext.Current.CancellationToken);

    /// <summary>The seed's contract, ready to be billed for January 2026.</summary>
    public static async Task ImportSeed002(this TestDatabase database)
    {
        var imported = await database.Platen("import", Repository.PathTo("samples", "seed-002.json"));
        Assert.True(imported.Exit == Platen.Shell.Exit.Done, imported.Error);
    }
}
