namespace Platen.Rating.Tests.Counting;

/// <summary>
/// Random lives of a place where copies are made: machines are swapped, counters reset and rolled over, months missed,
/// estimated and read again. Pages billed are pages made, to the page.
/// </summary>
public class MeterLifeProperties
{
    /// <summary>So far that it is passed once at most between two readings.</summary>
    const int RollsOverAt = 200_000;

    /// <summary>What befalls a month.</summary>
    enum Month
    {
        Read,
        ReadTwice,
        Missed,
        EstimatedLow,
        EstimatedHigh,
        SetToPrior,
        CounterReset,
        MachineSwapped,
        TestPrints,
    }

    static readonly Gen<(Month What, int Copies, int Other)[]> Lives =
        Gen.Select(Gen.Enum<Month>(), Gen.Int[0, 3000], Gen.Int[0, 500]).Array[1, 36];

    [Fact]
    public void Pages_billed_are_pages_made() => Lives.Sample(months =>
    {
        var life = new Life();
        foreach (var (what, copies, other) in months)
            life.Pass(what, copies, other);
        life.Pass(Month.Read, 0, 0); // what was estimated is set right at the end
        Assert.Equal(life.Made, life.Billed + life.Deducted);
        Assert.InRange(life.Deducted, 0, life.Tests);
    }, iter: 20_000);

    /// <summary>The machine that stands there now, and what was billed of it and those before.</summary>
    sealed class Life
    {
        readonly List<MeterReading> _readings = [];
        Period _month = new(2026, 1);
        (DateOnly Date, long Value, bool IsEstimate) _opening = (new(2025, 12, 31), 190_000, false);
        long _counter = 190_000;
        bool _hasRolledOver;

        public long Made { get; private set; }
        public long Billed { get; private set; }
        public long Deducted { get; private set; }
        public long Tests { get; private set; }

        public void Pass(Month what, int copies, int other)
        {
            var last = _month.LastDay;
            switch (what)
            {
                case Month.Read:
                    Print(copies);
                    Read(last);
                    break;
                case Month.ReadTwice:
                    Print(other);
                    Read(last.AddDays(-15));
                    Print(copies);
                    Read(last.AddDays(3));
                    break;
                case Month.Missed:
                    Print(copies);
                    break;
                case Month.EstimatedLow:
                    Print(copies);
                    Estimate(last, Math.Min(RollsOverAt - 1, Shown + copies / 2), ReadingSource.Estimate);
                    break;
                case Month.EstimatedHigh:
                    Print(copies);
                    Estimate(last, Math.Min(RollsOverAt - 1, Shown + copies + other), ReadingSource.Average);
                    break;
                case Month.SetToPrior:
                    Print(copies);
                    Estimate(last, Shown, ReadingSource.Prior);
                    break;
                case Month.CounterReset:
                    Print(other);
                    Read(last.AddDays(-13));
                    Reset(last.AddDays(-12), start: other);
                    Print(copies);
                    Read(last);
                    break;
                case Month.MachineSwapped:
                    Print(other);
                    Read(last.AddDays(-9), ReadingSource.Final);
                    Bill(last.AddDays(-9));
                    Swap(last.AddDays(-9), start: 199_000 + other);
                    Print(copies);
                    Read(last);
                    break;
                case Month.TestPrints:
                    Print(copies + other);
                    Tests += other;
                    Read(last, test: other);
                    break;
            }

            if (what != Month.Missed)
                Bill(last);
            _month = _month.AddMonths(1);
        }

        /// <summary>What the last reading or estimate said.</summary>
        long Shown => _readings.Count > 0 ? _readings[^1].After : _opening.Value;

        void Print(int copies)
        {
            Made += copies;
            _hasRolledOver |= _counter + copies >= RollsOverAt;
            _counter = (_counter + copies) % RollsOverAt;
        }

        void Read(DateOnly day, ReadingSource source = ReadingSource.Manual, int test = 0)
        {
            _readings.Add(new MeterReading(
                day, _counter, source, _hasRolledOver ? ReadingEvent.Rollover : ReadingEvent.None, Test: TestCopies.From(test, 0)));
            _hasRolledOver = false;
        }

        void Reset(DateOnly day, long start)
        {
            _readings.Add(new MeterReading(day, _counter, Event: ReadingEvent.Reset, NewStart: start));
            _counter = start;
        }

        void Estimate(DateOnly day, long value, ReadingSource source) => _readings.Add(new MeterReading(day, value, source));

        void Swap(DateOnly day, long start)
        {
            _readings.Clear();
            (_counter, _hasRolledOver) = (start, false);
            _opening = (day, start, false);
        }

        void Bill(DateOnly lastDay)
        {
            var count = Rating.Counting.Count(
                new MeterKey("M1", "Mono"), new MeterHistory(RollsOverAt, null, [.. _readings]), _opening, lastDay, ReadingWindow.Usual, out var problem);
            Assert.Null(problem);
            var closing = count!.Value.Closing;
            (Billed, Deducted) = (Billed + count.Value.Copies, Deducted + count.Value.Deducted);
            _opening = (closing.Date, closing.After, closing.IsEstimate);
            _readings.RemoveAll(reading => reading.Date <= closing.Date);
        }
    }
}
