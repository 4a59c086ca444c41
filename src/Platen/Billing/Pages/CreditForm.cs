using System.Globalization;
using Platen.Billing.Credits;
using Platen.Billing.Invoices;
using Platen.Shell;

namespace Platen.Billing.Pages;

/// <summary>A credit as it is being filled in: the readings that were billed, and lines like those billed.</summary>
public sealed class CreditForm
{
    public CreditWay Way { get; set; }
    public string Reason { get; set; } = "";
    public DateOnly? Date { get; set; }
    public List<Reading> Readings { get; } = [];
    public List<Line> Lines { get; } = [];

    public sealed class Reading(ScheduleRow row, bool isWrong)
    {
        public ScheduleRow Row => row;

        /// <summary>The one that brought somebody here.</summary>
        public bool IsWrong => isWrong;
        public long? Value { get; set; } = row.Closing;
    }

    public sealed class Line
    {
        public string Text { get; set; } = "";
        public long Quantity { get; set; } = 1;
        public string Price { get; set; } = "";
        public decimal? TaxRate { get; set; }
        public string? Contract { get; init; }
    }

    public static CreditForm Of(ShownInvoice invoice, string? serial, string? meter)
    {
        var form = new CreditForm();
        foreach (var row in invoice.Charges.SelectMany(charge => charge.Machines).DistinctBy(row => (row.Serial, row.Meter)))
            form.Readings.Add(new Reading(row, row.Serial == serial && row.Meter == meter));
        foreach (var charge in invoice.Charges)
        {
            foreach (var line in charge.Lines)
            {
                // A minimum is one thing, whatever it pays for.
                var isOne = line.UnitCharge is null || InvoiceWords.IsOne(line);
                form.Lines.Add(new Line
                {
                    Text = line.Explanation,
                    Quantity = isOne ? 1 : line.Amount < 0 ? -line.Quantity : line.Quantity,
                    Price = (isOne ? line.Amount : line.UnitCharge!.Value).ToString("0.00####", CultureInfo.InvariantCulture),
                    TaxRate = line.TaxRate,
                    Contract = charge.Contract.Length == 0 ? null : charge.Contract,
                });
            }
        }

        return form;
    }

    public CreditRequest Request() => new()
    {
        Way = Way,
        Reason = Reason,
        Date = Date,
        Readings = Way == CreditWay.Rebill ? [.. Readings.Where(reading => reading.Value != reading.Row.Closing).Select(reading => new RightReading(reading.Row.Serial, reading.Row.Meter, reading.Value))] : [],
        Lines = Way == CreditWay.Manual ? [.. Lines.Select(line => new LineByHand(line.Text, line.Quantity, PriceOf(line), line.TaxRate, Contract: line.Contract))] : [],
    };

    static decimal PriceOf(Line line) =>
        decimal.TryParse(line.Price, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : throw new Refusal($"'{line.Price}' is not a price like 0.05 or 300.");
}
