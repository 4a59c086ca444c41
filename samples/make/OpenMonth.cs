using System.Globalization;
using System.Text;

namespace Platen.Samples;

/// <summary>
/// The readings of November 2026 as another fleet tool writes them, with the things that go wrong in such a file. The
/// machines they go wrong on are named here.
/// </summary>
static class OpenMonth
{
    /// <summary>The counter stands lower than in October.</summary>
    public const string Backward = "VD35518204";

    /// <summary>A digit typed twice: ten times as high as it can be.</summary>
    public const string TypedTwice = "A5C4023307716";

    /// <summary>Not one copy since October.</summary>
    public const string NotUsed = "CNHT602218";

    /// <summary>A4 equivalents: the count has a decimal.</summary>
    public const string WithDecimals = "CNHT619034";

    /// <summary>The tool sent the mono counter and not the colour one.</summary>
    public const string ColourMissing = "A5AY022216408";

    /// <summary>On no contract and in no list: a machine that the dealer does not know.</summary>
    const string Unknown = "X3C8990017";

    /// <summary>Machines the tool could not reach.</summary>
    public static readonly IReadOnlyList<string> Missing =
        ["VD38120467", "CNFZ250931", "E71833D5J204418", "VD30067519", "VD36690284"];

    public static string Write(IEnumerable<Device> devices)
    {
        var text = new StringBuilder("Serial Number,Meter,Read Date,Count\n");
        foreach (var device in devices.Where(device => device.Usage.Until is null && !Missing.Contains(device.Serial)))
        {
            var day = new DateOnly(2026, 11, 20).AddDays(new Dice(device.Serial).Roll(0, 2));
            var sent = device.Counters.Where(counter => counter.Type != "Colour" || device.Serial != ColourMissing);
            foreach (var counter in sent)
                Row(device.Serial, counter.Type, day, Count(device.Serial, counter, day));
        }

        Row(Unknown, "Mono", new(2026, 11, 20), "4417");
        return text.ToString();

        void Row(string serial, string meter, DateOnly day, string count) =>
            text.Append(CultureInfo.InvariantCulture, $"{serial},{meter},{day:yyyy-MM-dd},{count}\n");
    }

    static string Count(string serial, Counter counter, DateOnly day)
    {
        var (october, now) = (counter.Readings[^1].Value, counter.On(day));
        return serial switch
        {
            Backward => Text(october - 312),
            TypedTwice when counter.Type == "Mono" => Text(now) + Text(now % 10),
            NotUsed => Text(october),
            WithDecimals when counter.Type == "Colour" => Text(now) + ".5",
            _ => Text(now),
        };
    }

    static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
