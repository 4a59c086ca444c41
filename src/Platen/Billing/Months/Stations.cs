using Platen.Shell;
using Platen.Shell.Components;

namespace Platen.Billing.Months;

/// <summary>A month's standing as the stations of the spine, each with its number and what is in the way.</summary>
static class Stations
{
    public static IReadOnlyList<Station> Of(MonthStanding month) => [Readings(month), Review(month), Run(month), Post(month), Deliver(month), Close(month)];

    static Station Readings(MonthStanding month)
    {
        var missing = month.Missing;
        return new Station(
            "Readings", $"{Numerals.Count(month.Meters - missing)}/{Numerals.Count(month.Meters)}",
            missing == 0 ? "all read" : $"{Numerals.Count(missing)} missing",
            missing == 0 ? StationState.Done : StationState.Open,
            Paths.Month(month.Period, "readings"));
    }

    static Station Review(MonthStanding month) => new(
        "Review", Numerals.Count(month.Held),
        month.Held == 0 ? "nothing held" : "held, to look at",
        month.Held == 0 ? (month.Missing == month.Meters ? StationState.Waiting : StationState.Done) : StationState.Attention,
        Paths.Month(month.Period, "review"));

    static Station Run(MonthStanding month)
    {
        var (number, note, state) = month switch
        {
            { Working: true } => ("…", "working", StationState.Open),
            { OpenRun: not null } => (Invoices(month.Drafted), $"{month.DraftedNet.Words} drafted", StationState.Open),
            { LastRun: not null } => ("done", "nothing left to draft", StationState.Done),
            _ => ("–", "not started", StationState.Waiting),
        };
        return month.HeldBack > 0
            ? new("Run", number, $"{Numerals.Count(month.HeldBack)} held back", StationState.Attention, Paths.Month(month.Period, "run"))
            : new("Run", number, note, state, Paths.Month(month.Period, "run"));
    }

    static Station Post(MonthStanding month) => new(
        "Post", month.Posted == 0 ? "–" : Invoices(month.Posted),
        month.Posted == 0 ? "nothing posted" : $"{month.PostedNet.Words} net",
        month.Posted == 0 ? StationState.Waiting : month.Drafted > 0 ? StationState.Open : StationState.Done,
        Paths.Month(month.Period, "post"));

    static Station Deliver(MonthStanding month)
    {
        var (number, note, state) = month switch
        {
            { Posted: 0 } => ("–", "nothing to deliver", StationState.Waiting),
            { NotDelivered: > 0 } => ($"{Numerals.Count(month.NotDelivered)}", "did not arrive", StationState.Attention),
            { ToDeliver: > 0 } => (Invoices(month.ToDeliver), "to deliver", StationState.Open),
            { OnTheirWay: > 0 } => (Invoices(month.OnTheirWay), "on their way", StationState.Open),
            _ => ("done", "all delivered", StationState.Done),
        };
        return new Station("Deliver", number, note, state, Paths.Month(month.Period, "deliver"));
    }

    static Station Close(MonthStanding month) => new(
        "Close", month.ClosedAt is null ? "–" : "closed",
        month switch
        {
            { ClosedAt: { } at } => Numerals.Day(DateOnly.FromDateTime(at.UtcDateTime)),
            { ClosesFrom: { } day } => $"from {Numerals.Day(day)}",
            _ => "open",
        },
        month.ClosedAt is null ? StationState.Waiting : StationState.Done,
        Paths.Month(month.Period, "close"));

    static string Invoices(int count) => count == 1 ? "1 invoice" : $"{Numerals.Count(count)} invoices";
}
