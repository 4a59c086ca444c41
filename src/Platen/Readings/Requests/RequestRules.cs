using Platen.Settings;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>How customers are asked for readings.</summary>
public sealed record RequestRules : ISettings
{
    public static string Name => "reading-requests";

    /// <summary>Where customers reach Platen: https://platen.dealer.example. Null: nobody can be asked.</summary>
    public string? Address { get; init; }

    /// <summary>So many days without an answer bring a reminder.</summary>
    public int RemindAfterDays { get; init; } = 3;

    /// <summary>So many reminders at most go out by themselves.</summary>
    public int Reminders { get; init; } = 2;

    IEnumerable<Fault> ISettings.Faults()
    {
        if (Address is not null && !(Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new("address", $"'{Address}' is no address of a site. One looks like https://platen.dealer.example.");
        if (RemindAfterDays is < 1 or > 27)
            yield return new("remindAfterDays", "1 to 27 days.");
        if (Reminders is < 0 or > 10)
            yield return new("reminders", "0 to 10 reminders.");
    }
}
