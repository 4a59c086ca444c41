using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>Puts one charge of an invoice together: lines, schedule of machines, price, and the words on it.</summary>
static class ComposeCharge
{
    public static ShownCharge Of(
        DraftedContract contract, DraftedCharge charge, IReadOnlyList<(InvoiceLine Line, int No)> lines, Behind behind)
    {
        var terms = behind.PricedBy.Terms[(contract.Id, contract.TermsVersion)];
        var price = terms.PriceOf(charge.Key);
        var amount = Figures.Cents(charge.Amount);
        var machines = Schedule(charge, amount, terms, behind);
        var steps = price is null || ChargeKey.MinimumOf(charge.Key) is not null ? null
            : charge.Prepaid is not { } prepaid ? Steps(new Tariff(price, charge.Cycles), price, charge.Copies)
            : prepaid.HasBeyond(charge.Copies) ? Steps(prepaid.Beyond(price), price, charge.Copies - prepaid.Free)
            : null;
        var shown = new ShownCharge
        {
            Contract = contract.Number,
            Key = charge.Key,
            Shape = Shape(charge.Key),
            Title = "",
            Meter = price?.Type,
            OrderNumber = price?.OrderNumber,
            Machine = terms.MachineOf(charge.Key),
            Cycles = charge.Cycles,
            FirstCycle = Period.FromNumber(charge.FirstCycle),
            Copies = charge.Copies,
            Amount = amount,
            Lines = [],
            Machines = machines,
            Price = terms.PriceOf(ChargeKey.Minimum(charge.Key)) is null ? steps : steps! with { IsPaidApart = true },
            TermsVersion = contract.TermsVersion,
            TermsFrom = terms.Terms.From,
            Why = [],
        };
        return shown with
        {
            Title = InvoiceWords.Title(shown, terms.FeeOf(charge.Key) is { } fee ? fee.Description ?? fee.Type : price is null ? "Minimum of all meters" : $"{price.Type}, minimum"),
            Lines = [.. lines.Select(line => Line(line.Line, line.No, shown))],
            Why = InvoiceWords.Why(shown),
        };
    }

    /// <summary>All of a charge group's invoice: its lines, and behind overs what each machine printed over the cycle, with its part of them.</summary>
    public static ShownCharge OfGroup(InvoiceSource source, Behind behind)
    {
        var invoice = source.Invoice;
        var charge = OfLines("", invoice.Lines[0].Charge, ChargeShape.Group, invoice.ChargeGroup!, invoice.Machine, source.Period, [.. invoice.Lines.Select((line, place) => (line, place + 1))]);
        // The largest takes a cent that is left.
        var cycle = source.Cycle.OrderByDescending(reading => reading.Value).ToList();
        var shares = Money.Share(charge.Amount, cycle.ConvertAll(reading => (long)(Math.Max(0, reading.Value) * 100)));
        return charge with
        {
            Machines =
            [
                .. cycle.Zip(shares, (reading, share) => Row(reading.Count, behind.PricedBy.Meters[reading.Count.MeterId], Figures.Cents(share), behind))
                    .OrderBy(row => row.Serial, StringComparer.Ordinal).ThenBy(row => row.Meter, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>What no run made: the lines of a credit note, by what they credit, or those written by hand.</summary>
    public static List<ShownCharge> OfLines(DraftedInvoice invoice, Period period) =>
    [
        .. invoice.Lines.Select((line, place) => (Line: line, No: place + 1)).GroupBy(line => (line.Line.Contract, line.Line.Charge)).Select(charge => OfLines(
            charge.Key.Contract, charge.Key.Charge, ChargeShape.Plain, charge.Key.Charge == ChargeKey.ByHand ? "By hand" : ChargeKey.InWords(charge.Key.Charge), null, period, [.. charge])),
    ];

    static ShownCharge OfLines(
        string contract, string key, ChargeShape shape, string title, string? machine, Period period, IReadOnlyList<(InvoiceLine Line, int No)> lines)
    {
        var shown = new ShownCharge
        {
            Contract = contract,
            Key = key,
            Shape = shape,
            Title = title,
            Machine = machine,
            Cycles = 1,
            FirstCycle = period,
            Copies = 0,
            Amount = Figures.Cents(lines.Sum(line => line.Line.Amount)),
            Lines = [],
            Machines = [],
            TermsVersion = 0,
            TermsFrom = period,
            Why = [],
        };
        return shown with { Lines = [.. lines.Select(line => Line(line.Line, line.No, shown))] };
    }

    static ChargeShape Shape(string key) => ChargeKey.Counted(key)[..ChargeKey.Counted(key).IndexOf('/', StringComparison.Ordinal)] switch
    {
        "pool" => ChargeShape.Pool,
        "meter" => ChargeShape.Machine,
        _ => ChargeShape.Fee,
    };

    static ShownLine Line(InvoiceLine line, int no, ShownCharge charge)
    {
        var shown = new ShownLine(no, line.Kind, line.Quantity, line.UnitCharge is { } price ? Figures.Decimals(price) : null,
            Figures.Cents(line.Amount), Figures.Decimals(line.TaxRate), line.Explanation, "");
        return shown with { Why = InvoiceWords.Why(shown, charge) };
    }

    /// <summary>In the order of the contract's items, which is also that in which a share's last cent is given.</summary>
    static List<ScheduleRow> Schedule(DraftedCharge charge, decimal amount, PricedTerms terms, Behind behind)
    {
        // A machine that went to a customer out of sight is not told of, wherever it was then.
        var counts = charge.Counts.Where(count => behind.PricedBy.Meters.ContainsKey(count.MeterId)).Select(count => (Count: count, Facts: behind.PricedBy.Meters[count.MeterId]))
            .OrderBy(row => terms.PlaceOf(row.Facts.Serial)).ThenBy(row => row.Facts.Serial, StringComparer.Ordinal).ToList();
        var shares = Money.Share(amount, counts.ConvertAll(row => row.Count.Copies));
        return [.. counts.Zip(shares, (row, share) => Row(row.Count, row.Facts, Figures.Cents(share), behind))];
    }

    static ScheduleRow Row(DraftedCount count, MeterFacts facts, decimal share, Behind behind) => new()
    {
        Serial = facts.Serial,
        Model = facts.Model,
        Location = facts.Location,
        Meter = facts.Meter,
        OpenedOn = count.OpenedOn,
        Opening = count.Opening,
        ClosedOn = count.ClosedOn,
        Closing = count.Closing,
        Copies = count.Copies,
        Source = count.Source,
        Deducted = count.Deducted,
        Estimated = count.Source.IsEstimate,
        EstimatesBefore = behind.Estimates.GetValueOrDefault(count.MeterId),
        Share = share,
        Steps = [.. behind.Steps[count.MeterId]],
    };

    static PriceSteps Steps(Tariff tariff, MeterPrice price, long copies)
    {
        var billed = tariff.Price(copies).Where(line => line.Level >= 0).ToDictionary(line => line.Level);
        var levels = new List<PriceStep>();
        for (var level = 0; level < price.Levels.Length; level++)
        {
            var line = billed.GetValueOrDefault(level);
            levels.Add(new PriceStep(
                tariff.Start(level), level + 1 < price.Levels.Length ? tariff.Start(level + 1) - 1 : null,
                Figures.Decimals(price.Levels[level].UnitCharge), line.Quantity, Figures.Cents(line.Amount)));
        }

        return new PriceSteps(
            Figures.Cents(tariff.Minimum), tariff.Allowance, price.Method, copies, Math.Max(0, tariff.Allowance - copies), levels);
    }
}
