using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>How often meters are counted (N-1).</summary>
enum CountEvery
{
    Daily,
    Weekly,
    Fortnightly,

    /// <summary>Every so many months, on a day of the month.</summary>
    Monthly,
    Yearly,
}

/// <summary>How often meters are counted, apart from when they are billed (N-1).</summary>
[Description("How often meters are counted, apart from when they are billed (N-1).")]
sealed record CountCycle : ISetupRow
{
    public required string Name { get; init; }

    [Description("daily, weekly, fortnightly, monthly or yearly.")]
    public required CountEvery Every { get; init; }

    [Description("Monthly: every so many months. Default 1.")]
    [DefaultValue(1)]
    public int Months { get; init; } = 1;

    [Description("The first cut-off day; those that follow are counted from it.")]
    public required DateOnly From { get; init; }

    string ISetupRow.Key => Name;

    IEnumerable<Fault> ISetupRow.Faults()
    {
        foreach (var fault in SetupRules.Named("name", Name))
            yield return fault;
        if (Months is < 1 or > 12)
            yield return new Fault("months", "A count cycle has 1 to 12 months.");
    }

    /// <summary>Its cut-off day number so many; a day that a month has not is its last.</summary>
    public DateOnly CutOff(int no) => Every switch
    {
        CountEvery.Daily => From.AddDays(no),
        CountEvery.Weekly => From.AddDays(7 * no),
        CountEvery.Fortnightly => From.AddDays(14 * no),
        CountEvery.Monthly => InMonth(Months * no),
        CountEvery.Yearly => InMonth(12 * no),
    };

    // The 31st stays the month's last day, also after a shorter month.
    DateOnly InMonth(int months) => IsLast(From) ? From.AddDays(1).AddMonths(months).AddDays(-1) : From.AddMonths(months);

    static bool IsLast(DateOnly day) => day.AddDays(1).Day == 1;

    /// <summary>Its last cut-off day up to a day; null before the first.</summary>
    public DateOnly? LastUpTo(DateOnly day)
    {
        if (day < From)
            return null;
        var no = 0;
        // As far as the day itself is, by the shortest of its months: no further, or a year would be beyond all calendars.
        for (var step = 1 << 15; step > 0; step /= 2)
        {
            if ((no + step) * (long)Days <= day.DayNumber - From.DayNumber && CutOff(no + step) <= day)
                no += step;
        }

        return CutOff(no);
    }

    /// <summary>The days from one cut-off to the next, at least: how far back a reading is of this count and not of the one before.</summary>
    public int Days => Every switch
    {
        CountEvery.Daily => 1,
        CountEvery.Weekly => 7,
        CountEvery.Fortnightly => 14,
        CountEvery.Monthly => 28 * Months,
        CountEvery.Yearly => 365,
    };
}

/// <summary>A choice of meters that is counted together again and again: a saved filter (N-2).</summary>
[Description("A choice of meters that is counted together again and again (N-2).")]
sealed record RunSet : ISetupRow
{
    public required string Name { get; init; }

    [Description("Only meters of this count cycle.")]
    public string? Cycle { get; init; }

    [Description("Only meters of this customer, by code.")]
    public string? Customer { get; init; }

    [Description("Only meters on this contract, by number.")]
    public string? Contract { get; init; }

    [Description("Only meters on contracts of this site, by code.")]
    public string? Site { get; init; }

    [Description("Only meters whose machine, customer or place holds this text.")]
    public string? Text { get; init; }

    string ISetupRow.Key => Name;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("name", Name);
}
