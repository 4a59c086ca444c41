using CsCheck;
using Platen.Rating;
using Platen.Readings;

namespace Platen.Tests.Readings;

public class HoldRulesTests
{
    static readonly DateOnly Jan = new(2026, 1, 31), Feb = new(2026, 2, 28), Mar = new(2026, 3, 31);

    [Fact]
    public void A_reading_above_the_one_before_is_accepted() =>
        Assert.Equal(Verdict.Accepted, One(Past(Read(Jan, 1000)), Read(Feb, 1500)).Verdict);

    [Fact]
    public void A_reading_lower_than_the_one_before_is_held_with_the_reason()
    {
        var judged = One(Past(Read(Jan, 12_300)), Read(Feb, 9_800));

        Assert.Equal(Verdict.Held, judged.Verdict);
        Assert.Equal("Lower than the 12,300 of 31 Jan 2026. Correct it, or tell the reset or rollover behind it.", judged.Reason);
    }

    [Fact]
    public void A_late_reading_higher_than_the_one_after_is_held_with_the_reason()
    {
        var judged = One(Past(Read(Jan, 1000), Read(Mar, 2000)), Read(Feb, 2500));

        Assert.Equal("Higher than the 2,000 of 31 Mar 2026, which came after. Correct one of the two.", judged.Reason);
    }

    [Fact]
    public void A_reading_up_to_the_last_day_billed_is_held()
    {
        var judged = One(Past(Read(Jan, 1000)) with { BilledTo = Jan }, Read(Jan, 1100));

        Assert.Equal("Billed up to 31 Jan 2026 already. To bill it otherwise, credit that bill first.", judged.Reason);
        Assert.Empty(judged.Supersedes);
    }

    [Fact]
    public void A_reading_of_as_much_as_the_counter_rolls_over_at_is_held()
    {
        Assert.Equal(Verdict.Accepted, One(Past(), Read(Jan, 9_999_999)).Verdict);
        Assert.StartsWith("Beyond the counter", One(Past(), Read(Jan, 10_000_000)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_date_and_value_is_ignored() =>
        Assert.Equal(Verdict.Ignored, One(Past(Read(Jan, 1000)), Read(Jan, 1000)).Verdict);

    [Fact]
    public void The_same_date_with_another_value_takes_the_place_of_the_first()
    {
        var judged = One(Past(Read(Jan, 1000), Read(Feb, 1200)), Read(Feb, 1210));

        Assert.Equal(Verdict.Accepted, judged.Verdict);
        Assert.Equal([2], judged.Supersedes);
    }

    [Fact]
    public void What_somebody_decided_against_stays_superseded()
    {
        var past = new MeterPast(10_000_000, null, [new(1, Read(Jan, 1000), ReadingState.Superseded), new(2, Read(Jan, 1100), ReadingState.Accepted)]);

        Assert.Equal(Verdict.Ignored, One(past, Read(Jan, 1000)).Verdict);
    }

    [Fact]
    public void Two_values_of_one_day_in_a_file_are_both_held()
    {
        var judged = HoldRules.Judge(Past(), [Read(Jan, 2441), Read(Jan, 11_202)]);

        Assert.All(judged, each => Assert.Equal("2 different readings for 31 Jan 2026. Accept the right one; it takes the place of the others.", each.Reason));
    }

    [Fact]
    public void A_reset_lets_the_counter_begin_anew()
    {
        var judged = HoldRules.Judge(Past(Read(Jan, 60_000)), [Reset(Feb, 60_300, 0), Read(Mar, 400)]);

        Assert.All(judged, each => Assert.Equal(Verdict.Accepted, each.Verdict));
    }

    [Fact]
    public void A_rollover_lets_the_counter_pass_its_end() =>
        Assert.Equal(Verdict.Accepted, One(Past(Read(Jan, 999_900)) with { RollsOverAt = 1_000_000 }, Read(Feb, 150) with { Event = ReadingEvent.Rollover }).Verdict);

    [Fact]
    public void An_estimate_may_have_been_too_high_but_not_the_reading_before_it()
    {
        var past = Past(Read(Jan, 1000), Estimate(Feb, 2000));

        Assert.Equal(Verdict.Accepted, One(past, Read(Mar, 1500)).Verdict);
        Assert.Equal("Lower than the 1,000 of 31 Jan 2026. Correct it, or tell the reset or rollover behind it.", One(past, Read(Mar, 900)).Reason);
    }

    [Fact]
    public void An_average_gives_way_to_the_actual_reading_of_its_month_end()
    {
        var past = Past(Read(Jan, 1000), Average(Feb, 1600));

        Assert.Equal([2], One(past, Read(Feb.AddDays(-10), 1500)).Supersedes);
        Assert.Equal([2], One(past, Read(Feb.AddDays(6), 1700)).Supersedes);
        Assert.Empty(One(past, Read(Feb.AddDays(7), 1700)).Supersedes);
        Assert.Empty(One(past with { BilledTo = Feb }, Read(Feb.AddDays(6), 1700)).Supersedes);
    }

    [Fact]
    public void A_technicians_reading_stands_apart()
    {
        var call = Read(Feb, 5000) with { Source = ReadingSource.Call };

        Assert.Equal(Verdict.Accepted, One(Past(Read(Jan, 1000), call), Read(Feb, 1200)).Verdict);
        Assert.Equal(Verdict.Accepted, One(Past(Read(Jan, 1000)), call with { Value = 10 }).Verdict);
    }

    [Fact]
    public void A_later_reading_that_comes_in_anew_does_not_hold_one_before_it()
    {
        var judged = HoldRules.Judge(Past(Read(Jan, 1000), Read(Mar, 2000)), [Read(Feb, 3000), Read(Mar, 4000)]);

        Assert.All(judged, each => Assert.Equal(Verdict.Accepted, each.Verdict));
    }

    [Fact]
    public void The_order_of_the_file_makes_no_difference() =>
        Gen.Select(Gen.Int[0, 20], Gen.Long[0, 30]).List[1, 12].SelectMany(rows => Gen.Shuffle(rows), (rows, shuffled) => (rows, shuffled))
            .Sample(files => Told(files.rows).SequenceEqual(Told(files.shuffled)), iter: 20_000);

    [Fact]
    public void The_readings_accepted_never_go_back() =>
        Gen.Select(Gen.Int[0, 20], Gen.Long[0, 30]).List[1, 12].Sample(rows =>
        {
            var accepted = Told(rows).Where(judged => judged.Verdict == Verdict.Accepted).Select(judged => judged.Value).ToList();
            return accepted.SequenceEqual(accepted.Order());
        }, iter: 20_000);

    static IEnumerable<(DateOnly Date, long Value, Verdict Verdict)> Told(IReadOnlyList<(int Day, long Value)> rows) =>
        from judged in HoldRules.Judge(Past(), [.. rows.Select(row => Read(Jan.AddDays(row.Day), row.Value))])
        select (judged.Reading.Date, judged.Reading.Value, judged.Verdict);

    static Judgement One(MeterPast past, MeterReading reading) => Assert.Single(HoldRules.Judge(past, [reading]));

    static MeterPast Past(params IEnumerable<MeterReading> readings) =>
        new(10_000_000, null, [.. readings.Select((reading, i) => new KnownReading(i + 1, reading, ReadingState.Accepted))]);

    static MeterReading Read(DateOnly day, long value) => new(day, value);

    static MeterReading Estimate(DateOnly day, long value) => new(day, value, ReadingSource.Estimate);

    static MeterReading Average(DateOnly day, long value) => new(day, value, ReadingSource.Average);

    static MeterReading Reset(DateOnly day, long value, long newStart) => new(day, value, ReadingSource.Manual, ReadingEvent.Reset, newStart);
}
