using System.Globalization;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>
/// One charge priced again from the ledger's usage by the terms that priced it then, against its posted lines. The words of
/// a line are left out: a later version of Platen may find better ones, and the numbers stand.
/// </summary>
static class PricedAgain
{
    public static IEnumerable<Difference> Check(Invoice invoice, string customer, IReadOnlyList<PostedLine> posted, LedgerRows ledger)
    {
        var (contract, key) = (posted[0].Contract, posted[0].Charge);
        var place = $"{invoice.FullNumber} {contract} {key}";
        if (!ledger.Contracts.TryGetValue(contract, out var id)
            || ledger.Charges[(id, invoice.RunId)].FirstOrDefault(charge => charge.Charge == key) is not { } billed)
        {
            yield break; // a line without its charge is told of by WholeCharges
        }

        var usage = ledger.InOrder(billed);
        if (usage.Sum(row => row.Copies) != billed.Copies)
            yield return new Difference(place, string.Create(CultureInfo.InvariantCulture, $"The charge counts {billed.Copies:N0} copies, its readings {usage.Sum(row => row.Copies):N0}."));
        if (billed.BillTo != invoice.BillTo)
            yield return new Difference(place, $"The charge is {billed.BillTo}'s to pay, the invoice {invoice.BillTo}'s.");
        if (Price(billed, customer, ledger, posted) is not { } charge)
        {
            yield return new Difference(place, string.Create(CultureInfo.InvariantCulture, $"Version {billed.TermsVersion} of the terms, which priced it, has no such charge."));
            yield break;
        }

        var rate = ledger.PricedBy.Terms[(id, billed.TermsVersion)].Terms.TaxRate ?? posted[0].TaxRate; // the company's rate of the time stands only in the lines
        var priced = Lines(charge, billed.RunId, rate, usage, ledger);
        for (var no = 0; no < Math.Max(posted.Count, priced.Count); no++)
        {
            var was = no < posted.Count ? Line(posted[no]) : "nothing";
            var now = no < priced.Count ? priced[no] : "nothing";
            if (was != now)
            {
                yield return new Difference(
                    no < posted.Count ? string.Create(CultureInfo.InvariantCulture, $"{invoice.FullNumber} line {posted[no].No}") : place,
                    $"Posted is {was}; the terms and readings make {now}.");
            }
        }
    }

    /// <summary>As they stand on the contract's invoice: less what of the charge went through charge groups.</summary>
    static List<string> Lines(Charge charge, int run, decimal rate, IEnumerable<BilledUsage> usage, LedgerRows ledger)
    {
        // Another payer's part counts no copies of its own, and goes through no group.
        var grouped = (charge.Counts.Length == 0 ? [] : usage).Select(row => (Usage: row, Group: ledger.Grouped.GetValueOrDefault((row.MeterId, row.ContractId, run))))
            .Where(row => row.Group is not null).ToList();
        var lines = charge.Lines.Select(line => Line(charge, line, rate)).ToList();
        if (grouped.Count > 0)
            lines.Add(Line(LineKind.Credit, grouped.Sum(row => row.Usage.Copies), null, -grouped.Sum(row => row.Group!.Amount), rate));
        return lines;
    }

    /// <summary>A charge priced again, with its counts in the order of the contract's items, as their shares go; null where its terms have no such charge.</summary>
    /// <param name="posted">Its lines, which say what of its days a fee was owed for; none where it is no fee.</param>
    public static Charge? Price(BilledCharge billed, string customer, LedgerRows ledger, IReadOnlyList<PostedLine> posted)
    {
        if (!ledger.PricedBy.Terms.TryGetValue((billed.ContractId, billed.TermsVersion), out var terms))
            return null;
        var cycles = Enumerable.Range(0, billed.Cycles).Select(cycle => billed.FirstCycle.AddMonths(cycle * terms.Terms.CycleMonths)).ToArray();
        var place = (billed.ContractId, billed.RunId, billed.Charge);
        return terms.Price(billed.Charge, customer, new ChargeFacts(cycles,
        [
            .. ledger.InOrder(billed).Select(row => new MeterCount(ledger.PricedBy.Meters[row.MeterId].Key, row.OpenedOn, row.Opening,
                new MeterReading(row.ClosedOn, row.Closing, row.Source), row.Copies)),
        ],
        ledger.Prepaid.GetValueOrDefault(place), [.. ledger.GivenBack[place]], Came(billed, terms, ledger))
        {
            Parts = [.. from line in posted where line.DaysOf is not null select FeePart.OfDays(line.Quantity, line.DaysOf!.Value)],
        });
    }

    /// <summary>What the charges came to whose minimum a charge is: those of its machine, or all of the contract's meters, of the same run.</summary>
    static decimal Came(BilledCharge billed, PricedTerms terms, LedgerRows ledger)
    {
        if (!billed.Charge.StartsWith(ChargeKey.Total(null), StringComparison.Ordinal))
            return 0;
        var machine = terms.MachineOf(billed.Charge);
        return ledger.Charges[(billed.ContractId, billed.RunId)]
            .Where(charge => charge.Charge != billed.Charge && terms.FeeOf(charge.Charge) is null
                && (machine is null || terms.MachineOf(charge.Charge) == machine))
            .Sum(charge => charge.Amount);
    }

    static string Line(PostedLine line) => Line(line.Kind, line.Quantity, line.UnitCharge, line.Amount, line.TaxRate);

    static string Line(Charge charge, PricedLine line, decimal rate) =>
        Line(charge.KindOf(line), line.Quantity, line.UnitCharge, line.Amount, rate);

    static string Line(LineKind kind, long quantity, decimal? price, decimal amount, decimal rate) => string.Create(CultureInfo.InvariantCulture,
        $"{Words(kind)} of {quantity:N0}{(price is { } unit ? $" at {Figures.Price(unit)}" : "")}, {Figures.Amount(amount)}, tax {rate:0.######} %");

    static string Words(LineKind kind) => kind switch
    {
        LineKind.Minimum => "a minimum",
        LineKind.Usage => "copies",
        LineKind.Fee => "a fee",
        LineKind.Prepaid => "prepaid copies",
        LineKind.FinanceLimit => "a finance company's charge",
        LineKind.Variance => "overs",
        LineKind.Credit => "a deduction",
        LineKind.Manual => "a line by hand",
    };
}
