using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing.Prepaid;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>What is left of prepaid copies, as page, endpoint and verb tell it.</summary>
public class ListPrepaidTests
{
    static readonly FakeTimeProvider InMarch = new(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero));

    [Theory, EveryDatabase]
    public async Task It_tells_what_was_used_and_when_nothing_will_be_left(TestDatabase database)
    {
        await PrepaidRunTests.Book(PrepaidRunTests.Terms()).Reading("M1", "Mono", "2026-01-31", 3_000).Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        await new DealerBook().Reading("M1", "Mono", "2026-02-28", 5_000).Import(database);
        await database.Post((await database.Bill("2026-02")).Run!.Value);
        await new DealerBook().Reading("M1", "Mono", "2026-03-10", 5_600).Import(database);

        await using var db = new Db(database.Database);
        var row = Assert.Single(await new ListPrepaid(database.Database, db, InMarch).All(null, TestContext.Current.CancellationToken));

        // 4,600 copies in 69 days; of the 5,400 left the last is made 81 days later.
        Assert.Equal(("PRE0000001", "CUST-A", "Mono", 10_000L, 4_000L, 6_000L), (row.Contract, row.CustomerCode, row.Meter, row.IncludedUsage, row.Used, row.Left));
        Assert.Equal((PrepaidState.Running, new DateOnly(2026, 3, 10).AddDays(81)), (row.State, row.UsedUpOn));
    }

    [Theory, EveryDatabase]
    public async Task The_verb_lists_them_and_says_when_there_is_none(TestDatabase database)
    {
        Assert.Equal("Nothing is prepaid.\n", (await database.Platen("prepaid")).Output);
        await PrepaidRunTests.Book(PrepaidRunTests.Terms(end: "2999-12-31")).Reading("M1", "Mono", "2026-01-31", 3_000).Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);

        var said = await database.Platen("prepaid", "PRE0000001", "--json");

        Assert.Equal(Exit.Done, said.Exit);
        var row = JsonNode.Parse(said.Output)!.AsArray().Single()!;
        Assert.Equal(("running", 2_000, 8_000), ((string?)row["state"], (int)row["used"]!, (int)row["left"]!));
        Assert.Contains("8,000", (await database.Platen("prepaid")).Output, StringComparison.Ordinal);
        Assert.Equal("[]", (await database.Platen("prepaid", "CPC0000001", "--json")).Output.Trim());
    }

    [Theory, EveryDatabase]
    public async Task T053_Once_its_type_is_changed_nobody_watches_it(TestDatabase database)
    {
        await PrepaidRunTests.Book(PrepaidRunTests.Terms()).Reading("M1", "Mono", "2026-01-31", 3_000).Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        await using var db = new Db(database.Database);
        var list = new ListPrepaid(database.Database, db, InMarch);
        Assert.True(Assert.Single(await list.Lives(null, TestContext.Current.CancellationToken)).IsMonitored);

        await database.Number("UPDATE contracts SET type = 'cost-per-copy'; SELECT 1");

        // What was used is still told, and that nobody is warned.
        Assert.False(Assert.Single(await list.Lives(null, TestContext.Current.CancellationToken)).IsMonitored);
        // Which types are watched is the dealer's to say (P-1).
        await new KeepSetup(database.Database, database.Trail()).Change(
            SetupTables.ContractTypes, "cost-per-copy", new ContractType { Code = "cost-per-copy", Prefix = "CPC", Prepaid = true }, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(await list.Lives(null, TestContext.Current.CancellationToken)).IsMonitored);
        await using var others = new LimitedDb(database.Database, new Limit("somebody@dealer.example", []));
        Assert.Empty(await new ListPrepaid(database.Database, others, InMarch).All(null, TestContext.Current.CancellationToken)); // not their account
    }
}
