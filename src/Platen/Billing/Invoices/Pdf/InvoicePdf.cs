using System.Globalization;
using Platen.Shell.Components;

namespace Platen.Billing.Invoices.Pdf;

/// <summary>An invoice as its customer gets it, on A4: what it costs at the top, each charge with its lines, then every reading.</summary>
sealed class InvoicePdf
{
    const double Copies = 372, Unit = 452, Words = 262;
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    readonly ShownInvoice _invoice;
    readonly PdfPaper _paper;

    InvoicePdf(ShownInvoice invoice, PdfPaper paper) => (_invoice, _paper) = (invoice, paper);

    public static byte[] Of(ShownInvoice invoice)
    {
        var name = invoice.Number is { } number ? $"{InvoiceWords.Name(invoice)} {number}" : "Draft invoice";
        using var paper = new PdfPaper(name, invoice.Dealer, invoice.InvoicedOn);
        var pdf = new InvoicePdf(invoice, paper);
        pdf.Heading();
        pdf.Charges();
        pdf.Totals();
        new ReadingsPdf(paper).Draw(invoice);
        return paper.Finish();
    }

    void Heading()
    {
        _paper.Down(14);
        _paper.Write(_invoice.Dealer, PdfFonts.Dealer, PdfPaper.Left);
        _paper.WriteRight(_invoice.Number ?? "Draft", PdfFonts.Number, PdfPaper.Right);
        _paper.Down(15);
        _paper.WriteRight(_invoice.Number is null ? "not an invoice yet" : InvoiceWords.Name(_invoice), PdfFonts.Small, PdfPaper.Right, faint: true);
        _paper.Down(9);
        _paper.Rule(strong: true);
        _paper.Down(20);

        // The answer first: what is to be paid, at the height of the payer's name. The facts may need more than this page.
        _paper.WriteRight($"Total {_invoice.Currency}", PdfFonts.Small, PdfPaper.Right, faint: true);
        _paper.Down(20);
        _paper.WriteRight(Amount(_invoice.Total), PdfFonts.Number, PdfPaper.Right);
        _paper.Down(-20);
        foreach (var (name, value) in InvoiceWords.Heading(_invoice))
            Fact(name, value);
        _paper.Down(16);
        _paper.Room(59);
        ChargeHeadings();
    }

    void Fact(string name, string value)
    {
        foreach (var line in _paper.Wrap(value, PdfFonts.Text, 290))
        {
            _paper.Room(13);
            _paper.Write(name, PdfFonts.Small, PdfPaper.Left, faint: true);
            _paper.Write(line, name == "Bill to" ? PdfFonts.Bold : PdfFonts.Text, PdfPaper.Left + 58);
            _paper.Down(13);
            name = "";
        }
    }

    void ChargeHeadings()
    {
        _paper.WriteRight("Copies", PdfFonts.Small, Copies, faint: true);
        _paper.WriteRight("Unit price", PdfFonts.Small, Unit, faint: true);
        _paper.WriteRight("Amount", PdfFonts.Small, PdfPaper.Right, faint: true);
        _paper.Down(5);
        _paper.Rule();
        _paper.Down(15);
    }

    void Charges()
    {
        var contract = "";
        foreach (var charge in _invoice.Charges)
        {
            if (_invoice.Contracts.Count > 1 && charge.Contract != contract)
            {
                _paper.Room(62, ChargeHeadings);
                _paper.Down(contract.Length == 0 ? 0 : 6);
                _paper.Write($"Contract {contract = charge.Contract}", PdfFonts.Total, PdfPaper.Left);
                _paper.Down(15);
            }

            Charge(charge);
        }
    }

    /// <summary>A heading never stands alone at a page's foot.</summary>
    void Charge(ShownCharge charge)
    {
        _paper.Room(charge.Shape == ChargeShape.Fee ? 13 : 39, ChargeHeadings);
        if (charge.Shape != ChargeShape.Fee)
        {
            foreach (var line in _paper.Wrap(InvoiceWords.Heading(charge), PdfFonts.Bold, PdfPaper.Right - PdfPaper.Left))
            {
                _paper.Write(line, PdfFonts.Bold, PdfPaper.Left);
                _paper.Down(13);
            }
        }

        foreach (var line in charge.Lines)
            Line(line, charge);
        if (InvoiceWords.Included(charge) is { } included)
            Row(included, "", "", charge.Lines.Count == 0 ? Amount(0) : "", faint: true);
        _paper.Down(charge.Shape == ChargeShape.Fee ? 1 : 5);
    }

    void Line(ShownLine line, ShownCharge charge)
    {
        var once = InvoiceWords.IsOne(line);
        var unit = !once && line.UnitCharge is { } price ? Numerals.UnitPrice(price) : "";
        Row(InvoiceWords.Line(line, charge), once ? "" : line.Quantity.ToString("N0", Plain), unit, Amount(line.Amount));
    }

    void Row(string words, string copies, string unit, string amount, bool faint = false)
    {
        var lines = _paper.Wrap(words, PdfFonts.Text, Words);
        for (var no = 0; no < lines.Count; no++)
        {
            _paper.Room(13, ChargeHeadings);
            _paper.Write(lines[no], PdfFonts.Text, PdfPaper.Left, faint);
            if (no == 0)
            {
                _paper.WriteRight(copies, PdfFonts.Text, Copies);
                _paper.WriteRight(unit, PdfFonts.Text, Unit);
                _paper.WriteRight(amount, PdfFonts.Text, PdfPaper.Right);
            }

            _paper.Down(13);
        }
    }

    void Totals()
    {
        const double labels = 300;
        _paper.Room(50 + 14 * _invoice.Taxes.Count);
        _paper.Down(2);
        _paper.Rule(from: labels);
        _paper.Down(15);
        Sum("Net", _invoice.Net);
        foreach (var tax in _invoice.Taxes)
            Sum($"Tax {InvoiceWords.Percent(tax.Rate)} of {Amount(tax.Net)}", tax.Tax);
        _paper.Down(-5);
        _paper.Rule(strong: true, from: labels);
        _paper.Down(17);
        _paper.WriteRight($"Total {_invoice.Currency}", PdfFonts.Total, Unit);
        _paper.WriteRight(Amount(_invoice.Total), PdfFonts.Total, PdfPaper.Right);
        _paper.Down(14);
    }

    void Sum(string label, decimal amount)
    {
        _paper.WriteRight(label, PdfFonts.Text, Unit);
        _paper.WriteRight(Amount(amount), PdfFonts.Text, PdfPaper.Right);
        _paper.Down(14);
    }

    static string Amount(decimal amount) => amount.ToString("#,##0.00", Plain);
}
