namespace Platen.Samples;

/// <summary>How a device is used and read: what its history of readings is grown from.</summary>
sealed record Usage(Season Season)
{
    /// <summary>Busy or quiet, in percent of an ordinary device of its model.</summary>
    public int Busy { get; init; } = 100;

    /// <summary>Copies more, in percent, after a year.</summary>
    public int Growth { get; init; }

    /// <summary>The day of its readings: days after the month's end, negative before.</summary>
    public int ReadOn { get; init; }

    /// <summary>Who reads it: a collector, or a person.</summary>
    public string Source { get; init; } = "collector";

    public DateOnly Since { get; init; } = Calendar.Start;

    /// <summary>Taken away on this day, with a final reading.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where the mono counter stands at the start, when the story needs it to the copy.</summary>
    public long? StartAt { get; init; }

    /// <summary>A board is replaced on this day, and every counter begins at 0.</summary>
    public DateOnly? BoardReplaced { get; init; }

    /// <summary>A technician read the counters on this day.</summary>
    public DateOnly? Called { get; init; }

    /// <summary>Counted between the bills too, by this cycle.</summary>
    public string? CountCycle { get; init; }

    /// <summary>In this month nobody could read it, and the value was estimated.</summary>
    public DateOnly? Estimated { get; init; }
}

/// <summary>A machine at a customer's place.</summary>
sealed class Device
{
    public Device(string serial, Model model, string customer, string location, Usage usage)
    {
        Usage = usage;
        Machine = new Machine(serial, model.PartCode, model.Description, model.Name, model.Category, customer, location,
            [.. model.Duties.Select(duty => new Meter(duty.Meter, model.WrittenDigits, model.RollsOverAt, usage.CountCycle))]);
        Counters = [.. model.Duties.Select(duty => new Counter(serial, model, duty, usage))];
    }

    public Machine Machine { get; }
    public Usage Usage { get; }
    public IReadOnlyList<Counter> Counters { get; }
    public string Serial => Machine.Serial;
}
