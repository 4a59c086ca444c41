using Platen.Contracts;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

public class CaptureGridTests
{
    const string Heading = "serial,meter,date,value";

    [Theory, EveryDatabase]
    public async Task Only_meters_on_billable_contracts_are_due(TestDatabase database)
    {
        await database.Machine("A1", "Mono", "Scan");
        await database.Machine("A2", "Mono");
        await database.Machine("A3", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.Contract("C2", "A2", ["Mono"], status: ContractStatus.Suspended);
        await database.Contract("C3", "A3", ["Mono"], status: ContractStatus.Hold);

        Assert.Equal(["A1 Mono Missing", "A3 Mono Missing"], await database.States(Agreements.January));
    }

    [Theory, EveryDatabase]
    public async Task A_quarterly_contract_is_due_in_its_billing_months_alone(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"], cycleMonths: 3);

        Assert.Empty(await database.States(new(2026, 2)));
        Assert.Equal(["A1 Mono Missing"], await database.States(new(2026, 3)));
    }

    [Theory, EveryDatabase]
    public async Task Copies_billed_every_third_month_are_due_then_alone_and_may_be_read_between(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"], priced: meter => meter with { CycleMonths = 3, BillingPeriod = 3 });
        await database.ImportLines(Heading, "A1,Mono,2026-02-28,1200");

        Assert.Empty(await database.States(new(2026, 2)));
        Assert.Equal(["A1 Mono Missing"], await database.States(new(2026, 3)));
        await database.ImportLines(Heading, "A1,Mono,2026-03-31,1500");
        var row = Assert.Single(await database.Grid().All(new(2026, 3), new(), TestContext.Current.CancellationToken));
        Assert.Equal(500, row.Copies);
        Assert.Empty(await database.States(new(2026, 4)));
    }

    [Theory]
    [EveryDatabase("2026-01-20", CaptureState.Missing)]
    [EveryDatabase("2026-01-21", CaptureState.Read)]
    [EveryDatabase("2026-01-31", CaptureState.Read)]
    [EveryDatabase("2026-02-06", CaptureState.Read)]
    [EveryDatabase("2026-02-07", CaptureState.Missing)]
    public async Task A_reading_closes_the_period_from_ten_days_before_its_end_to_six_after(TestDatabase database, string day, object state)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, $"A1,Mono,{day},1200");

        Assert.Equal([$"A1 Mono {state}"], await database.States(Agreements.January));
    }

    [Theory, EveryDatabase]
    public async Task The_latest_up_to_the_last_day_closes_before_the_earliest_after(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-25,1100", "A1,Mono,2026-01-29,1150", "A1,Mono,2026-02-01,1200");

        var row = Assert.Single(await database.Grid().All(Agreements.January, new(), TestContext.Current.CancellationToken));

        Assert.Equal((new DateOnly(2026, 1, 29), 1150L, 150L), (row.Closing!.ReadOn, row.Closing.Value, row.Copies!.Value));
    }

    [Theory, EveryDatabase]
    public async Task A_machine_that_left_is_read_at_its_last_day(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"], until: new(2026, 1, 15));
        await database.ImportLines(Heading, "A1,Mono,2026-01-14,1100");

        Assert.Equal(["A1 Mono Read"], await database.States(Agreements.January));
        Assert.Empty(await database.States(new(2026, 2)));
    }

    [Theory]
    [EveryDatabase(1600, CaptureState.Read)]
    [EveryDatabase(1601, CaptureState.Odd)]
    [EveryDatabase(400, CaptureState.Read)]
    [EveryDatabase(399, CaptureState.Odd)]
    [EveryDatabase(0, CaptureState.Odd)]
    public async Task Use_more_than_sixty_percent_from_the_average_is_odd(TestDatabase database, int copies, object state)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1500", "A1,Mono,2026-02-28,3000");
        await database.Billed("A1", "Mono", 500, 1500);
        await database.ImportLines(Heading, string.Create(CultureInfo.InvariantCulture, $"A1,Mono,2026-03-31,{3000 + copies}"));

        var row = Assert.Single(await database.Grid().All(new(2026, 3), new(), TestContext.Current.CancellationToken));

        Assert.Equal((state, (long)copies, 1000L), (row.State, row.Copies!.Value, row.Average!.Value));
        Assert.Equal((3400L, 4600L), row.Expected);
        Assert.Equal(row.State == CaptureState.Odd, row.Odd is not null);
    }

    [Theory, EveryDatabase]
    public async Task Use_runs_on_over_a_reset(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.Enter(new Entry("A1", "Mono", new(2026, 1, 12), 1300, ReadingEvent.Reset, 0));
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,400");

        var row = Assert.Single(await database.Grid().All(Agreements.January, new(), TestContext.Current.CancellationToken));

        Assert.Equal(700, row.Copies); // T046
    }

    [Theory, EveryDatabase]
    public async Task The_grid_counts_filters_and_searches(TestDatabase database)
    {
        await database.Machine("A1", "Mono", "Colour");
        await database.Machine("B2", "Mono");
        await database.Contract("C1", "A1", ["Mono", "Colour"]);
        await database.Contract("C2", "B2", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1200", "B2,Mono,2026-01-20,1500", "B2,Mono,2026-01-31,1400");

        var grid = database.Grid();
        var counts = await grid.Counts(Agreements.January, TestContext.Current.CancellationToken);
        var missing = await grid.Run(Agreements.January, ListQuery.From("/?state=missing"), TestContext.Current.CancellationToken);
        var found = await grid.Run(Agreements.January, ListQuery.From("/?q=b2&sort=-customer"), TestContext.Current.CancellationToken);

        Assert.Equal(new ReadingCounts(3, 1, 1), counts);
        Assert.Equal(["A1 Colour"], missing.Rows.Select(row => $"{row.Serial} {row.Meter}"));
        Assert.Equal(1, missing.Total);
        var held = Assert.Single(found.Rows);
        Assert.Equal((CaptureState.Held, 1400L), (held.State, held.Held!.Value));
        Assert.StartsWith("Lower than the 1,500 of 20 Jan 2026.", held.HoldReason, StringComparison.Ordinal);
        Assert.Equal([1500L], held.Before.Select(before => before.Value));
        Assert.Equal(["A1 Colour Missing", "B2 Mono Held"], await database.States(Agreements.January, CaptureFilter.Review));
    }

    [Theory, EveryDatabase]
    public async Task A_contract_changed_later_is_seen(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Machine("B2", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        Assert.Single(await database.States(Agreements.January));

        await database.Contract("C2", "B2", ["Mono"]);

        Assert.Equal(2, (await database.States(Agreements.January)).Count);
    }
}
