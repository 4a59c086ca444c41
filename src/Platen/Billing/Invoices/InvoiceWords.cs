using System.Globalization;
using Platen.Rating;
using Platen.Shell.Components;

namespace Platen.Billing.Invoices;

/// <summary>What an invoice says about itself, in words that a customer understands.</summary>
static class InvoiceWords
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Up to so many machines are counted up in a sentence; the schedule tells of more.</summary>
    const int CountedUp = 6;

    public static string Title(ShownCharge charge, string fee) => charge.Shape switch
    {
        ChargeShape.Pool when charge.Machines.Count == 0 => $"{charge.Meter}, a part of each copy",
        ChargeShape.Pool => $"{charge.Meter}, {(charge.Machines.Count == 1 ? "1 machine" : string.Create(Plain, $"{charge.Machines.Count:N0} machines together"))}",
        ChargeShape.Machine => $"{charge.Meter}, {charge.Machine}",
        ChargeShape.Group or ChargeShape.Plain => charge.Title,
        ChargeShape.Fee => charge.Machine is null ? fee : $"{fee}, {charge.Machine}",
    };

    /// <summary>What it is.</summary>
    public static string Name(ShownInvoice invoice) => invoice.Credits is null ? "Invoice" : "Credit note";

    /// <summary>The heading's facts, in their order: name and value.</summary>
    public static IEnumerable<(string Name, string Value)> Heading(ShownInvoice invoice)
    {
        yield return ("Bill to", $"{invoice.BillTo.Name} ({invoice.BillTo.Code})");
        foreach (var line in invoice.Address)
            yield return ("", line);
        if (invoice.BillTo.Email is { } mail)
            yield return ("", mail);
        if (invoice.Customer.Code != invoice.BillTo.Code)
            yield return ("For", $"{invoice.Customer.Name} ({invoice.Customer.Code})");
        yield return ("Date", Day(invoice.InvoicedOn));
        if (invoice.Credits is { } credited)
            yield return ("Credits", credited);
        if (invoice is { Credits: not null, Reason: { } reason })
            yield return ("Reason", reason);
        if (invoice.Replaces.Count > 0)
            yield return ("In place of", string.Join(", ", invoice.Replaces));
        yield return ("Period", Month(invoice.Period));
        if (invoice.ChargeGroup is { } group)
            yield return ("Charge group", group);
        else if (invoice.Contracts.Count > 0)
            yield return (invoice.Contracts.Count == 1 ? "Contract" : "Contracts", string.Join(", ", invoice.Contracts));
        if (Orders(invoice) is { } orders)
            yield return (Order, orders);
        if (invoice.Machine is not null)
            yield return ("Machine", invoice.Machine);
        yield return ("Currency", invoice.ExchangeRate is { } rate && invoice.Currency != invoice.BaseCurrency
            ? $"{invoice.Currency}, 1 {invoice.Currency} = {Numerals.UnitPrice(rate)} {invoice.BaseCurrency}"
            : invoice.Currency);
    }

    public const string Order = "Order number";

    /// <summary>The customer's order numbers; each with its contract where there are several contracts. Null: none.</summary>
    public static string? Orders(ShownInvoice invoice) => invoice.Orders.Count == 0 ? null
        : string.Join(", ", invoice.Orders.Select(order => invoice.Contracts.Count == 1 ? order.OrderNumber : $"{order.OrderNumber} ({order.Contract})"));

    /// <summary>A charge's heading, with the order that it came by.</summary>
    public static string Heading(ShownCharge charge) => charge.OrderNumber is { } order ? $"{charge.Title}, order {order}" : charge.Title;

    /// <summary>Whether a line is for one thing, so that quantity and price would only say the amount again.</summary>
    public static bool IsOne(ShownLine line) =>
        line.Kind is LineKind.FinanceLimit or LineKind.Variance || (line.Kind == LineKind.Fee && line.Quantity == 1);

    /// <summary>A line's words; a fee's, or those of a minimum by itself, with the machine or place it is for.</summary>
    public static string Line(ShownLine line, ShownCharge charge) =>
        charge.Machine is not null && (line.Kind == LineKind.Fee || ChargeKey.MinimumOf(charge.Key) is not null) ? $"{line.Explanation}, {charge.Machine}" : line.Explanation;

    /// <summary>Free copies, and what of them or of those that the minimum pays for was not used.</summary>
    public static string? Included(ShownCharge charge) => charge.Price switch
    {
        { Unused: > 0 } price => string.Create(Plain,
            $"{Copies(price.Copies)} made; {price.Unused:N0} of the {price.Allowance:N0} {(price.Minimum > 0 || price.IsPaidApart ? "included" : "free ones")} not used"),
        { IsPaidApart: true, Allowance: > 0 } price => string.Create(Plain, $"The first {Copies(price.Allowance)} {(price.Allowance == 1 ? "is" : "are")} paid for by the minimum, which is billed by itself"),
        { Minimum: 0, Allowance: > 0 } price => string.Create(Plain, $"The first {Copies(price.Allowance)} {(price.Allowance == 1 ? "is" : "are")} free"),
        _ => charge.Lines.Count == 0 ? $"{Copies(charge.Copies)}, not charged" : null,
    };

    /// <summary>The tables of readings: each pool's, those behind a charge group's overs, then all machines that are priced one by one.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<ScheduleRow> Rows)> Schedules(ShownInvoice invoice)
    {
        foreach (var pool in invoice.Charges.Where(charge => charge.Shape == ChargeShape.Pool))
            yield return (invoice.Contracts.Count == 1 ? pool.Title : $"{pool.Contract}, {pool.Title}", pool.Machines);
        foreach (var overs in invoice.Charges.Where(charge => charge is { Shape: ChargeShape.Group, Machines.Count: > 0 }))
            yield return ("the whole cycle", overs.Machines);
        var alone = invoice.Charges.Where(charge => charge.Shape == ChargeShape.Machine).SelectMany(charge => charge.Machines).ToList();
        if (alone.Count > 0)
            yield return ("machines priced one by one", alone);
    }

    /// <summary>The machine's meter and where it stands.</summary>
    public static string Where(ScheduleRow row) =>
        string.Join(", ", new[] { row.Meter, row.Model, row.Location }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Why closing less opening are not the copies, and what is to be known of how they were had.</summary>
    public static IEnumerable<string> Steps(ScheduleRow row)
    {
        foreach (var step in row.Steps)
        {
            yield return step.Event == ReadingEvent.Reset
                ? string.Create(Plain, $"The counter stood at {step.Value:N0} on {Day(step.ReadOn)}, and was set to {step.NewStart:N0}.")
                : string.Create(Plain, $"The counter passed its end before {Day(step.ReadOn)}, and began again at 0.");
        }

        if (row.Deducted > 0)
            yield return string.Create(Plain, $"{Copies(row.Copies + row.Deducted)} made; {row.Deducted:N0} for tests are not billed.");
        if (row is { Estimated: true, EstimatesBefore: > 0 })
            yield return string.Create(Plain, $"Not read from the counter {row.EstimatesBefore + 1} times in a row.");
        else if (row.EstimatesBefore > 0)
            yield return "The opening was not read from the counter; this reading sets it right.";
    }

    public const string Estimates = "* Not read from the counter. The next actual reading sets it right.";

    public static string Percent(decimal rate) => rate.ToString("0.######", Plain) + " %";

    /// <summary>How a closing reading was had, with a star where it was not read from the counter.</summary>
    public static string Source(ScheduleRow row) => Source(row.Source) + (row.Estimated ? "*" : "");

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
        ReadingSource.FromCall => "technician",
        ReadingSource.Customer => "customer",
    };

    public static string Month(Period period) => period.FirstDay.ToString("MMMM yyyy", Plain);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Plain);

    /// <summary>How the copies were counted, and by which terms it was priced.</summary>
    public static IReadOnlyList<string> Why(ShownCharge charge)
    {
        var why = new List<string>();
        if (charge.Shape is ChargeShape.Group or ChargeShape.Plain)
            return why;
        if (charge.Shape != ChargeShape.Fee)
            why.Add(Counted(charge));
        if (charge.Cycles > 1)
            why.Add(string.Create(Plain, $"{charge.Cycles} billing cycles are billed together, from {charge.FirstCycle} on; minimum, allowance and levels count so many times."));
        why.Add(string.Create(Plain, $"Priced by version {charge.TermsVersion} of the terms of {charge.Contract}, in force from {charge.TermsFrom}."));
        return why;
    }

    /// <summary>The arithmetic of one line.</summary>
    public static string Why(ShownLine line, ShownCharge charge) => line.Kind switch
    {
        LineKind.Minimum when charge.Key.StartsWith(ChargeKey.Total(null), StringComparison.Ordinal) => "What the copies came to is less than the minimum agreed for all of them; this is the rest.",
        LineKind.Minimum when line.UnitCharge is not null => string.Create(Plain, $"{line.Quantity:N0} × {Price(line)} = {line.Amount:N2}, paid for although not made."),
        LineKind.Credit when line.UnitCharge is not null => string.Create(Plain, $"{line.Quantity:N0} × {Price(line)} = {-line.Amount:N2}, paid for in a month in which they were not made."),
        LineKind.Minimum when ChargeKey.MinimumOf(charge.Key) is not null => string.Create(Plain,
            $"{line.Amount:N2} is due whatever is copied{(line.Quantity == 0 ? "" : $", and pays for {Copies(line.Quantity)}, which are billed by themselves")}."),
        LineKind.Minimum => line.Quantity == 0
            ? string.Create(Plain, $"{line.Amount:N2} is due whatever is copied, and pays for no copies.")
            : string.Create(Plain, $"{line.Amount:N2} is due whatever is copied, and pays for copies 1 to {line.Quantity:N0}."),
        LineKind.Usage => string.Create(Plain, $"{Whole(charge)}{line.Quantity:N0} × {Price(line)} = {line.Amount:N2}."),
        LineKind.Fee when line.UnitCharge is null => string.Create(Plain, $"By days: the amount of a cycle × {line.Quantity:N0} / the days of the cycle = {line.Amount:N2}."),
        LineKind.Fee when line.Quantity == 1 => "Due once in each billing cycle, whatever is copied.",
        LineKind.Fee => string.Create(Plain, $"{line.Quantity:N0} × {Price(line)} = {line.Amount:N2}."),
        LineKind.Prepaid => "Paid for ahead: nothing is due for these copies.",
        LineKind.FinanceLimit => "Due every period, whatever is printed.",
        LineKind.Variance => "What the machines were charged by their ordinary prices over the cycle, less what was paid for it every period.",
        LineKind.Credit => "By their copies: what they cost is charged through the group, and not here.",
        LineKind.Manual => string.Create(Plain, $"{line.Quantity:N0} × {Price(line)} = {line.Amount:N2}."),
    };

    static string Price(ShownLine line) => Numerals.UnitPrice(line.UnitCharge ?? 0);

    static string Whole(ShownCharge charge) => charge.Price is { Method: PricingMethod.WholeVolume }
        ? string.Create(Plain, $"All copies beyond the minimum cost what the {charge.Price.Copies:N0}th costs: ") : "";

    static string Counted(ShownCharge charge)
    {
        var copies = string.Create(Plain, $"{Copies(charge.Copies)} from the readings");
        return charge.Machines.Count switch
        {
            0 => $"{copies}, which stand on the invoice of who pays the other part.",
            1 => $"{copies}: {Difference(charge.Machines[0])}.",
            <= CountedUp => $"{copies}: {string.Join(" + ", charge.Machines.Select(row => row.Copies.ToString("N0", Plain)))}.",
            _ => string.Create(Plain, $"{copies} of {charge.Machines.Count:N0} machines."),
        };
    }

    static string Difference(ScheduleRow row) => row.Steps.Count == 0
        ? string.Create(Plain, $"{row.Closing:N0} − {row.Opening:N0}{(row.Deducted > 0 ? $" − {Numerals.Count(row.Deducted)} for tests" : "")}")
        : string.Create(Plain, $"{row.Opening:N0} to {row.Closing:N0}, and the counter began anew between");

    static string Copies(long copies) => copies == 1 ? "1 copy" : string.Create(Plain, $"{copies:N0} copies");
}
