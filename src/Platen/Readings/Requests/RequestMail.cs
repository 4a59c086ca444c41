using Platen.Notifications;
using Platen.Shell.Components;

namespace Platen.Readings;

/// <summary>What customers are written who are asked for readings.</summary>
static class RequestMail
{
    public static NewMail Of(string dealer, string code, ReadingRequest request, IReadOnlyList<CaptureRow> missing, string link)
    {
        var reminder = request.Reminders > 0;
        var until = DateOnly.FromDateTime(request.ValidUntil.UtcDateTime.AddTicks(-1));
        var machines = string.Concat(missing.GroupBy(row => row.Serial).Select(machine =>
            $"  {machine.Key}{(machine.First().Location is { } place ? $", {place}" : "")}: {string.Join(", ", machine.Select(row => row.Meter))}\n"));
        return new NewMail(
            FormattableString.Invariant($"reading-request:{code}:{request.Period}:{request.Id}:{request.Reminders}"), "reading-request", request.Recipient,
            $"{(reminder ? "Reminder: meter" : "Meter")} readings for {Numerals.Month(request.Period)}",
            $"""
            Please tell us what these counters show:

            {machines}
            Enter them here until {Numerals.Day(until)}. No account is needed:

            {link}

            {(reminder ? "Without a reading we would have to estimate it.\n\n" : "")}{dealer}

            """.ReplaceLineEndings("\n"))
        {
            About = ("customer", code),
        };
    }
}
