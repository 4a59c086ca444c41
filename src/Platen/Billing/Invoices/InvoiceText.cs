using System.Globalization;
using System.Text;
using Platen.Shell.Components;

namespace Platen.Billing.Invoices;

/// <summary>An invoice as plain text, a hundred columns wide: the same bytes for the same invoice.</summary>
sealed class InvoiceText
{
    const int Width = 98, Words = 58;
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    readonly StringBuilder _text = new();
    readonly ShownInvoice _invoice;
    readonly bool _explain;
    readonly HashSet<string> _told = [];

    InvoiceText(ShownInvoice invoice, bool explain) => (_invoice, _explain) = (invoice, explain);

    /// <param name="explain">Every line with its arithmetic, every charge with its why.</param>
    public static string Of(ShownInvoice invoice, bool explain = false)
    {
        var text = new InvoiceText(invoice, explain);
        text.Heading();
        text.Charges();
        text.Totals();
        text.Schedules();
        return text._text.ToString();
    }

    void Heading()
    {
        Line(Ends(_invoice.Number is { } number ? $"{InvoiceWords.Name(_invoice).ToUpperInvariant()} {number}" : "DRAFT INVOICE", _invoice.Dealer));
        Rule('=');
        foreach (var (name, value) in InvoiceWords.Heading(_invoice))
            Line($"{name,-12} {value}");
        Line();
    }

    void Charges()
    {
        Line(Amounts("", "Copies", "Unit price", "Amount"));
        Rule('-');
        var contract = "";
        foreach (var charge in _invoice.Charges)
        {
            if (_invoice.Contracts.Count > 1 && charge.Contract != contract)
                Line($"Contract {contract = charge.Contract}");
            Charge(charge);
        }

        Rule('-');
    }

    void Charge(ShownCharge charge)
    {
        // A fee is a line of its own; its title would say the same again.
        if (charge.Shape != ChargeShape.Fee)
            Line(InvoiceWords.Heading(charge));
        foreach (var line in charge.Lines)
        {
            var unit = line.UnitCharge is { } price ? Numerals.UnitPrice(price) : "";
            var words = Wrap(InvoiceWords.Line(line, charge), Words);
            var isOne = InvoiceWords.IsOne(line);
            Line(Amounts("  " + words[0], isOne ? "" : Count(line.Quantity), isOne ? "" : unit, Amount(line.Amount)));
            foreach (var more in words.Skip(1))
                Line("    " + more);
            if (_explain)
                Explain(line.Why);
        }

        if (InvoiceWords.Included(charge) is { } included)
            Line(charge.Lines.Count == 0 ? Amounts($"  {included}", "", "", Amount(0)) : $"  {included}");
        if (!_explain)
            return;
        // The terms are named where they first priced something.
        foreach (var sentence in charge.Why)
        {
            if (sentence != charge.Why[^1] || _told.Add(sentence))
                Explain(sentence);
        }
    }

    void Explain(string sentence)
    {
        foreach (var line in Wrap(sentence, Width - 8))
            Line($"      | {line}");
    }

    void Totals()
    {
        Line(Label("Net", _invoice.Net));
        foreach (var tax in _invoice.Taxes)
            Line(Label($"Tax {InvoiceWords.Percent(tax.Rate)} of {Amount(tax.Net)}", tax.Tax));
        Line(Label($"Total {_invoice.Currency}", _invoice.Total));
    }

    void Schedules()
    {
        foreach (var (title, rows) in InvoiceWords.Schedules(_invoice))
        {
            Line();
            Line($"Readings: {title}");
            Line(Row("Machine", "from", "opening", "to", "closing", "copies", "", "amount"));
            Rule('-');
            foreach (var row in rows)
            {
                Line(Row(row.Serial, InvoiceWords.Day(row.OpenedOn), Count(row.Opening), InvoiceWords.Day(row.ClosedOn), Count(row.Closing),
                    Count(row.Copies), InvoiceWords.Source(row), Amount(row.Share)));
                Line("  " + InvoiceWords.Where(row));
                foreach (var step in InvoiceWords.Steps(row))
                    Line("  " + step);
            }

            if (rows.Count > 1)
                Line(Row("Together", "", "", "", "", Count(rows.Sum(row => row.Copies)), "", Amount(rows.Sum(row => row.Share))));
        }

        if (_invoice.HasEstimates)
        {
            Line();
            Line(InvoiceWords.Estimates);
        }
    }

    /// <summary>Figures stand right.</summary>
    static string Amounts(string words, string quantity, string unit, string amount)
    {
        var figures = $"{quantity,12}{unit,13}{amount,13}";
        return words.PadRight(Math.Max(words.Length, Width - figures.Length)) + figures;
    }

    static string Label(string label, decimal amount) => Ends("", $"{label}{Amount(amount),15}");

    static string Row(string serial, string from, string opening, string to, string closing, string copies, string how, string share) =>
        $"{serial,-17}{from,11} {opening,11}  {to,11} {closing,11} {copies,10} {how,-11}{share,10}".TrimEnd();

    static string Ends(string left, string right) => left + right.PadLeft(Math.Max(right.Length + 1, Width - left.Length));

    static string Amount(decimal amount) => amount.ToString("#,##0.00", Plain);

    static string Count(long count) => count.ToString("N0", Plain);

    void Line(string line = "") => _text.Append(line.TrimEnd()).Append('\n');

    void Rule(char mark) => Line(new string(mark, Width));

    /// <summary>Breaks between words; a word that is too long stays whole.</summary>
    static List<string> Wrap(string sentence, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width - 3)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }
}
