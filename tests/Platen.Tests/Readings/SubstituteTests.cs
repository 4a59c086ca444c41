using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

public class SubstituteTests
{
    const string Heading = "serial,meter,date,value";
    static readonly Period April = new(2026, 4);

    [Theory, EveryDatabase]
    public async Task The_average_of_300_600_and_900_is_600(TestDatabase database)
    {
        await ThreeMonths(database); // T182

        var set = await Set(database, April, Substitute.Average);

        Assert.Equal(1, set.Set);
        Assert.Equal("2026-04-30 3400 Accepted", (await database.Kept("A1"))[^1]);
        Assert.Equal(ReadingSource.Average, await SourceOfLast(database));
        Assert.Equal(["A1 Mono Read"], await database.States(April));
    }

    [Theory, EveryDatabase]
    public async Task The_prior_reading_is_no_copies_and_is_marked(TestDatabase database)
    {
        await ThreeMonths(database); // T181

        await Set(database, April, Substitute.Prior);

        var row = Assert.Single(await database.Grid().All(April, new(), TestContext.Current.CancellationToken));
        Assert.Equal((ReadingSource.Prior, 2800L, 0L), (row.Closing!.Source, row.Closing.Value, row.Copies!.Value));
    }

    [Theory, EveryDatabase]
    public async Task Prior_of_a_meter_never_read_is_where_its_contract_began(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);

        await Set(database, Agreements.January, Substitute.Prior);

        Assert.Equal(["2026-01-31 1000 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Without_a_bill_there_is_no_average_and_the_meter_is_named(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);

        var set = await Set(database, Agreements.January, Substitute.Average);

        Assert.Equal(0, set.Set);
        Assert.Equal(["A1 Mono: nothing was billed yet to take an average of. Read it, or set it to prior."], set.NotSet);
    }

    [Theory, EveryDatabase]
    public async Task An_average_runs_over_the_counters_end(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,9999500");
        await database.Billed("A1", "Mono", 600);

        await Set(database, new(2026, 2), Substitute.Average);

        var row = Assert.Single(await database.Grid().All(new(2026, 2), new(), TestContext.Current.CancellationToken));
        Assert.Equal((100L, ReadingEvent.Rollover, 600L), (row.Closing!.Value, row.Closing.Event, row.Copies!.Value));
    }

    [Theory, EveryDatabase]
    public async Task Only_what_is_missing_is_set_and_only_where_asked(TestDatabase database)
    {
        await database.Machine("A1", "Mono", "Colour");
        await database.Machine("B2", "Mono");
        await database.Contract("C1", "A1", ["Mono", "Colour"]);
        await database.Contract("C2", "B2", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1200");

        await Set(database, Agreements.January, Substitute.Prior, new CaptureFilter(Contract: "C1"));

        Assert.Equal(["A1 Colour Read", "A1 Mono Read", "B2 Mono Missing"], await database.States(Agreements.January));
        Assert.Equal(["2026-01-31 1200 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task The_command_line_lists_what_is_missing_and_sets_it(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);

        var missing = await database.Platen("readings", "missing", "2026-01");
        var set = await database.Platen("readings", "set", "2026-01", "--to", "prior", "--machine", "A1", "--json");
        var none = await database.Platen("readings", "missing", "2026-01");

        Assert.Equal((Exit.DoneWithExceptions, Exit.Done, Exit.Done), (missing.Exit, set.Exit, none.Exit));
        Assert.StartsWith("0 of 1 meters read, 1 missing, 0 held.", missing.Output, StringComparison.Ordinal);
        Assert.Contains("\"set\": 1", set.Output, StringComparison.Ordinal);
        Assert.StartsWith("1 of 1 meters read, 0 missing, 0 held.", none.Output, StringComparison.Ordinal);
    }

    static async Task ThreeMonths(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1300", "A1,Mono,2026-02-28,1900", "A1,Mono,2026-03-31,2800");
        await database.Billed("A1", "Mono", 300, 600, 900);
    }

    static async Task<ReadingSource> SourceOfLast(TestDatabase database)
    {
        var row = Assert.Single(await database.Grid().All(April, new(), TestContext.Current.CancellationToken));
        return row.Closing!.Source;
    }

    static Task<Substituted> Set(TestDatabase database, Period period, Substitute to, CaptureFilter? which = null) =>
        new SubstituteReadings(database.Database, database.Grid(), database.Trail())
            .Run(period, to, which ?? new(), TestContext.Current.CancellationToken);
}
