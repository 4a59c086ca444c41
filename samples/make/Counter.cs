namespace Platen.Samples;

/// <summary>One counter of a device: its readings from the start of the history to its end.</summary>
sealed class Counter
{
    readonly List<Reading> _readings = [];
    readonly Dice _dice;
    readonly string _serial;
    readonly Usage _usage;
    readonly long _capacity;
    readonly int _monthly;
    DateOnly _date;
    long _value;

    public Counter(string serial, Model model, Duty duty, Usage usage)
    {
        (_serial, _usage, _capacity, Type) = (serial, usage, model.Capacity, duty.Meter);
        _dice = new Dice($"{serial} {duty.Meter}");
        _monthly = duty.Monthly * usage.Busy / 100 * _dice.Roll(65, 140) / 100;
        var life = duty.Life / 100 * _dice.Roll(40, 150);
        StartReading = duty.Meter == "Mono" && usage.StartAt is { } start ? start : life + _dice.Roll(0, 99);
        (_date, _value) = (usage.Since, StartReading);

        Read(_date, usage.Since == Calendar.Start ? usage.Source : "start");
        foreach (var stop in Stops())
            stop();
    }

    public string Type { get; }
    public long StartReading { get; }
    public IReadOnlyList<Reading> Readings => _readings;

    /// <summary>What the counter shows in the open month.</summary>
    public long On(DateOnly day) => (_value + Copies(_date, day)) % _capacity;

    /// <summary>Everything that reads the counter, in order of time.</summary>
    IEnumerable<Action> Stops()
    {
        var stops = new List<(DateOnly Day, Action Read)>();
        foreach (var end in Calendar.MonthEnds)
            Add(end.AddDays(_usage.ReadOn), day => Advance(day, end == _usage.Estimated ? "estimate" : _usage.Source));
        Add(_usage.Called, day => Advance(day, "call"));
        Add(_usage.BoardReplaced, Reset);
        if (_usage.Until is { } until)
        {
            stops.RemoveAll(stop => stop.Day >= until);
            stops.Add((until, () => Advance(until, "final")));
        }

        return stops.OrderBy(stop => stop.Day).Select(stop => stop.Read);

        void Add(DateOnly? day, Action<DateOnly> read)
        {
            if (day > _usage.Since)
                stops.Add((day.Value, () => read(day.Value)));
        }
    }

    void Advance(DateOnly day, string source)
    {
        var value = _value + Copies(_date, day);
        var wraps = value >= _capacity;
        (_date, _value) = (day, value % _capacity);
        Read(day, source, wraps ? new CounterEvent("rollover") : null);
    }

    void Reset(DateOnly day)
    {
        _value += Copies(_date, day);
        Read(day, "manual", new CounterEvent("reset") { NewStart = 0 });
        (_date, _value) = (day, 0);
    }

    void Read(DateOnly day, string source, CounterEvent? what = null) =>
        _readings.Add(new Reading(_serial, Type, day, _value, source) { Event = what });

    /// <summary>Copies between two days of readings: the trade's season, growth over the year, and chance.</summary>
    long Copies(DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber;
        var middle = from.AddDays(days / 2 + 1);
        var sinceStart = middle.DayNumber - Calendar.Start.DayNumber;
        var grown = 36500 + _usage.Growth * sinceStart;
        var inAMonth = (long)_monthly * _usage.Season.In(middle.Month) * grown / 3_650_000;
        return inAMonth * days / 30 * _dice.Roll(88, 113) / 100;
    }
}
