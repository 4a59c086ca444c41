using System.Globalization;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>What an invoice says about itself, in words that a customer understands.</summary>
static class InvoiceWords
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Up to so many machines are counted up in a sentence; the schedule tells of more.</summary>
    const int CountedUp = 6;

    public static string Title(ShownCharge charge, string fee) => charge.Shape switch
    {
        ChargeShape.Pool => $"{charge.Meter}, {(charge.Machines.Count == 1 ? "1 machine" : string.Create(Plain, $"{charge.Machines.Count:N0} machines together"))}",
        ChargeShape.Machine => $"{charge.Meter}, {charge.Machine}",
        ChargeShape.Fee => charge.Machine is null ? fee : $"{fee}, {charge.Machine}",
    };

    /// <summary>How a reading was had.</summary>
    public static string Source(ReadingSource source) => source switch
    {
        ReadingSource.Manual => "read",
        ReadingSource.Import => "imported",
        ReadingSource.Collector => "collected",
        ReadingSource.Call => "technician",
        ReadingSource.Estimate => "estimated",
        ReadingSource.Final => "final",
        ReadingSource.Start => "start",
        ReadingSource.Average => "average",
        ReadingSource.Prior => "carried on",
    };

    public static string Month(Period period) => period.FirstDay.ToString("MMMM yyyy", Plain);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Plain);

    /// <summary>How the copies were counted, what was left of the minimum, and by which terms it was priced.</summary>
    public static IReadOnlyList<string> Why(ShownCharge charge)
    {
        var why = new List<string>();
        if (charge.Shape != ChargeShape.Fee)
            why.Add(Counted(charge));
        why.AddRange(charge.Machines.SelectMany(Steps));
        if (charge.Price is { Unused: > 0 } price)
        {
            why.Add(string.Create(Plain,
                $"{Copies(price.Unused)} of the {price.Allowance:N0} {(price.Minimum > 0 ? "that the minimum pays for" : "free ones")} were not used."));
        }

        if (charge.Cycles > 1)
            why.Add(string.Create(Plain, $"{charge.Cycles} billing cycles are billed together, from {charge.FirstCycle} on; minimum, allowance and levels count so many times."));
        why.Add(string.Create(Plain, $"Priced by version {charge.TermsVersion} of the terms of {charge.Contract}, in force from {charge.TermsFrom}."));
        return why;
    }

    /// <summary>The arithmetic of one line.</summary>
    public static string Why(ShownLine line, ShownCharge charge) => line.Kind switch
    {
        LineKind.Minimum => line.Quantity == 0
            ? $"{Figures.Amount(line.Amount)} is due whatever is copied, and pays for no copies."
            : string.Create(Plain, $"{Figures.Amount(line.Amount)} is due whatever is copied, and pays for copies 1 to {line.Quantity:N0}."),
        LineKind.Usage => string.Create(Plain,
            $"{Whole(charge)}{line.Quantity:N0} × {Price(line)} = {Figures.Amount(line.Amount)}."),
        LineKind.Fee => string.Create(Plain, $"{line.Quantity:N0} × {Price(line)} = {Figures.Amount(line.Amount)}."),
    };

    static string Price(ShownLine line) => Figures.Price(line.UnitCharge ?? 0);

    static string Whole(ShownCharge charge) => charge.Price is { Method: PricingMethod.WholeVolume }
        ? string.Create(Plain, $"All copies beyond the minimum cost what the {charge.Copies:N0}th costs: ") : "";

    static string Counted(ShownCharge charge)
    {
        var copies = string.Create(Plain, $"{Copies(charge.Copies)} from the readings");
        return charge.Machines.Count switch
        {
            1 => $"{copies}: {Difference(charge.Machines[0])}.",
            <= CountedUp => $"{copies}: {string.Join(" + ", charge.Machines.Select(row => row.Copies.ToString("N0", Plain)))}.",
            _ => string.Create(Plain, $"{copies} of {charge.Machines.Count:N0} machines."),
        };
    }

    static string Difference(ScheduleRow row) => row.Steps.Count == 0
        ? string.Create(Plain, $"{row.Closing:N0} − {row.Opening:N0}")
        : string.Create(Plain, $"{row.Opening:N0} to {row.Closing:N0}, and the counter began anew between");

    static IEnumerable<string> Steps(ScheduleRow row) => row.Steps.Select(step => step.Event == ReadingEvent.Reset
        ? string.Create(Plain, $"{row.Serial}: the counter stood at {step.Value:N0} on {Day(step.ReadOn)}, and was set to {step.NewStart:N0}.")
        : string.Create(Plain, $"{row.Serial}: the counter passed its end before {Day(step.ReadOn)}, and began again at 0."));

    static string Copies(long copies) => copies == 1 ? "1 copy" : string.Create(Plain, $"{copies:N0} copies");
}
