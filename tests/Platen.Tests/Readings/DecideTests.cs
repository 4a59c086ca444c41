using Platen.Data;
using Platen.Readings;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

public class DecideTests
{
    const string Heading = "serial,meter,date,value";
    static readonly DateOnly Jan = new(2026, 1, 31), Feb = new(2026, 2, 28);

    [Theory, EveryDatabase]
    public async Task An_entered_reading_is_kept_and_tells_what_is_odd(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Enter(new("A1", "Mono", Jan, 1000));

        var same = await database.Enter(new("A1", "Mono", Feb, 1000));
        var again = await database.Enter(new("A1", "Mono", Feb, 1000));
        var lower = await database.Enter(new("A1", "Mono", Feb, 900));

        Assert.Equal((Verdict.Accepted, "No copies since the last reading. Is the machine in use, and was it read?"), (same.Verdict, Assert.Single(same.Odd)));
        Assert.Equal(Verdict.Ignored, again.Verdict);
        Assert.Equal("Lower than the 1,000 of 31 Jan 2026. Correct it, or tell the reset or rollover behind it.", lower.Held);
        Assert.Equal(["2026-01-31 1000 Accepted", "2026-02-28 1000 Accepted", "2026-02-28 900 Held"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Use_far_from_the_average_is_told_at_once(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,2000");
        await database.Billed("A1", "Mono", 1000);

        var check = await new EnterReading(database.Database, database.Trail())
            .Check(new("A1", "Mono", Feb, 12_000), TestContext.Current.CancellationToken);

        Assert.Equal((Verdict.Accepted, "10,000 copies, where 1,000 are usual."), (check.Verdict, Assert.Single(check.Odd)));
        Assert.Single(await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task An_unknown_meter_is_refused(TestDatabase database)
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Enter(new("A1", "Mono", Jan, 1)));

        Assert.Equal("There is no Mono meter on a machine A1.", refused.Message);
    }

    [Theory, EveryDatabase]
    public async Task A_held_reading_of_a_machine_on_no_contract_is_listed_until_it_is_decided(TestDatabase database)
    {
        var held = await HeldReading(database, 60_000, 400);
        await using var db = new Db(database.Database);
        var list = new HeldReadings(db);

        var row = Assert.Single((await list.Run(ListQuery.From("?q=a1"), TestContext.Current.CancellationToken)).Rows);
        Assert.Equal((held, "A1", "Mono", Feb, 400), (row.Id, row.Serial, row.Meter, row.ReadOn, row.Value));
        Assert.Empty((await list.Run(ListQuery.From("?q=b7"), TestContext.Current.CancellationToken)).Rows);

        await Decide(database).LetGo(held, TestContext.Current.CancellationToken);
        Assert.Empty((await list.Run(ListQuery.From(""), TestContext.Current.CancellationToken)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task A_held_reading_that_went_back_is_not_accepted_as_it_is(TestDatabase database)
    {
        var held = await HeldReading(database, 60_000, 400);

        var refused = await Assert.ThrowsAsync<Refusal>(() => Decide(database).AsItIs(held, TestContext.Current.CancellationToken));

        Assert.StartsWith("400 on 28 Feb 2026 cannot be accepted so: Lower than the 60,000", refused.Message, StringComparison.Ordinal);
        Assert.Equal("2026-02-28 400 Held", (await database.Kept("A1"))[^1]);
    }

    [Theory, EveryDatabase]
    public async Task After_a_reset_both_ends_are_kept(TestDatabase database)
    {
        var held = await HeldReading(database, 60_000, 400);

        await Decide(database).AfterReset(held, 60_300, 0, new(2026, 2, 12), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["2026-01-31 60000 Accepted", "2026-02-12 60300 Accepted", "2026-02-28 400 Superseded", "2026-02-28 400 Accepted"],
            await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task After_a_rollover_the_lower_reading_counts(TestDatabase database)
    {
        var held = await HeldReading(database, 9_999_900, 150);

        Assert.Equal(250, await Decide(database).CopiesAfterRollover(held, TestContext.Current.CancellationToken)); // 100 to its end, 150 beyond
        await Decide(database).AfterRollover(held, TestContext.Current.CancellationToken);

        Assert.Equal(["2026-01-31 9999900 Accepted", "2026-02-28 150 Superseded", "2026-02-28 150 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task A_corrected_value_takes_the_held_ones_place(TestDatabase database)
    {
        var held = await HeldReading(database, 1000, 140);

        await Decide(database).Corrected(held, 1400, TestContext.Current.CancellationToken);

        Assert.Equal(["2026-01-31 1000 Accepted", "2026-02-28 140 Superseded", "2026-02-28 1400 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_values_of_a_day_the_one_accepted_takes_the_others_place(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        string[] file = [Heading, "A1,Mono,2026-01-31,2441", "A1,Mono,2026-01-31,11202"];
        var answer = await database.ImportLines(file);
        var held = await database.Held(answer.HeldRows[0].Value);

        await Decide(database).AsItIs(held, TestContext.Current.CancellationToken);
        var again = await database.ImportLines(file);

        Assert.Equal(["2026-01-31 2441 Superseded", "2026-01-31 11202 Superseded", "2026-01-31 2441 Accepted"], await database.Kept("A1"));
        Assert.Equal(2, again.Unchanged);
    }

    [Theory, EveryDatabase]
    public async Task A_reading_let_go_is_kept_for_the_record_and_decided_once(TestDatabase database)
    {
        var held = await HeldReading(database, 1000, 900);

        await Decide(database).LetGo(held, TestContext.Current.CancellationToken);

        Assert.Equal("2026-02-28 900 Superseded", (await database.Kept("A1"))[^1]);
        await Assert.ThrowsAsync<Refusal>(() => Decide(database).LetGo(held, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Two_people_who_enter_one_meter_at_once_leave_one_reading(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(person => database.Enter(new("A1", "Mono", Jan, 1000 + person))));

        var kept = await database.Kept("A1");
        Assert.Equal(8, kept.Count);
        Assert.Single(kept, reading => reading.EndsWith("Accepted", StringComparison.Ordinal));
    }

    static async Task<long> HeldReading(TestDatabase database, long before, long held)
    {
        await database.Machine("A1", "Mono");
        await database.Enter(new("A1", "Mono", Jan, before));
        await database.Enter(new("A1", "Mono", Feb, held));
        return await database.Held(held);
    }

    static AcceptHeld Decide(TestDatabase database) => new(database.Database, database.Trail());
}
