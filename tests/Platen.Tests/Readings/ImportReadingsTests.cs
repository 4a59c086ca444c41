using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

public class ImportReadingsTests
{
    const string Heading = "serial,meter,date,value";

    [Theory, EveryDatabase]
    public async Task Readings_come_in_and_again_change_nothing(TestDatabase database)
    {
        await database.Machine("A1", "Mono", "Colour");
        string[] file = [Heading, "A1,Mono,2026-01-31,1000", "A1,Colour,2026-01-31,50", "A1,Mono,2026-02-28,1500"];

        var first = await database.ImportLines(file);
        var revision = await database.Revision();
        var second = await database.ImportLines(file);

        Assert.Equal((3, 0, 0, 0), (first.Taken, first.Held, first.Unchanged, first.NotTaken));
        Assert.Equal((0, 0, 3, 0), (second.Taken, second.Held, second.Unchanged, second.NotTaken));
        Assert.Equal(["2026-01-31 1000 Accepted", "2026-02-28 1500 Accepted"], await database.Kept("A1"));
        Assert.Equal(revision, await database.Revision());
    }

    [Theory, EveryDatabase]
    public async Task An_unknown_machine_is_listed_and_keeps_no_other_reading_out(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        var answer = await database.ImportLines(Heading, "A1,Mono,2026-01-31,1000", "X9,Mono,2026-01-31,7", "A1,Scan,2026-01-31,7");

        Assert.Equal((1, 2), (answer.Taken, answer.NotTaken));
        Assert.True(answer.NeedsWork);
        Assert.Equal([
            "3 serial: No machine has the serial X9. Correct it, or add the machine, and import the file again.",
            "4 meter: Machine A1 has no meter Scan; it has Mono. Add the meter to the machine, or leave it.",
        ], answer.NotTakenRows.Select(row => $"{row.Row.ToString(CultureInfo.InvariantCulture)} {row.Column}: {row.Message}"));
    }

    [Theory, EveryDatabase]
    public async Task A_backward_reading_is_kept_and_held_with_its_row(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1000");

        var answer = await database.ImportLines(Heading, "A1,Mono,2026-02-28,900");

        var held = Assert.Single(answer.HeldRows);
        Assert.Equal((2, "A1", "Mono", 900L), (held.Row, held.Serial, held.Meter, held.Value));
        Assert.StartsWith("Lower than the 1,000 of 31 Jan 2026.", held.Reason, StringComparison.Ordinal);
        Assert.Equal(["2026-01-31 1000 Accepted", "2026-02-28 900 Held"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task A_file_in_any_order_ends_the_same(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        await database.ImportLines(Heading, "A1,Mono,2026-03-31,1200", "A1,Mono,2026-01-31,1000", "A1,Mono,2026-02-28,1100");

        Assert.Equal(["2026-01-31 1000 Accepted", "2026-02-28 1100 Accepted", "2026-03-31 1200 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Two_values_of_one_day_are_held_until_a_person_chooses(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        string[] file = [Heading, "A1,Mono,2026-01-31,2441", "A1,Mono,2026-01-31,11202", "A1,Mono,2026-01-31,2441"];

        var first = await database.ImportLines(file);
        var second = await database.ImportLines(file);

        Assert.Equal((2, 1), (first.Held, first.Unchanged));
        Assert.Equal((0, 3), (second.Held, second.Unchanged));
    }

    [Theory, EveryDatabase]
    public async Task A_corrected_value_takes_the_place_of_the_first(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,1000");

        var answer = await database.ImportLines(Heading, "A1,Mono,2026-01-31,1010");

        Assert.Equal((1, 1), (answer.Taken, answer.Superseded));
        Assert.Equal(["2026-01-31 1000 Superseded", "2026-01-31 1010 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Malformed_rows_refuse_the_file_with_every_one_named(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.ImportLines(
            Heading, "A1,Mono,2026-01-31,1000", "A1,Mono,2026-01-31,870.5", "A1,Mono,31/01/2026,12", "A1,Mono,46053,12", ",Mono,2026-01-31,5",
            "A1,Mono,2026-01-31,\"34,049\"", "A1,Mono,2026-01-31,", "A1,Mono,2026-01-31,-5", "A1,Mono,2026-01-31,Black Impressions",
            "A1,Mono,2026-01-31,99999999999999999999", "A1,Mo"));

        Assert.Equal("Nothing was taken from readings.csv.", refused.Message);
        Assert.Equal([
            "row 3, value: '870.5' has a decimal: such counters give sheets in A4 equivalents, or a length. Export the count of impressions.",
            "row 4, date: '31/01/2026' is not a day like 2026-01-31. Name the file's own form: --date-format dd/MM/yyyy.",
            "row 5, date: '46053' is Excel's number for a day. Format the column as a date, like 2026-01-31.",
            "row 6, serial: The serial is missing.",
            "row 7, value: '34,049' has a mark between thousands. Write the count in digits alone.",
            "row 8, value: The count is missing.",
            "row 9, value: '-5' is below 0, and a counter never is.",
            "row 10, value: 'Black Impressions' is not a count. Is it the right column?",
            "row 11, value: '99999999999999999999' is more than any counter shows.",
            "row 12: The row has fewer cells than the heading. Is the file cut off?",
        ], refused.Faults.Select(fault => fault.ToString()));
        Assert.Empty(await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Errors_can_be_skipped_and_are_then_listed(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        var answer = await database.ImportWith(new() { SkipErrors = true }, Heading, "A1,Mono,2026-01-31,870.5", "A1,Mono,2026-02-28,900");

        Assert.Equal((1, 1), (answer.Taken, answer.NotTaken));
    }

    [Theory, EveryDatabase]
    public async Task A_hundred_errors_are_enough(TestDatabase database)
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => database.ImportLines([Heading, .. Enumerable.Repeat("A1,Mono,never,5", 500)]));

        Assert.Equal(100, refused.Faults.Count);
        Assert.EndsWith("The first ones:", refused.Message, StringComparison.Ordinal);
    }
}
