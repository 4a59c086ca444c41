using System.Globalization;
using PdfSharp.Drawing;

namespace Platen.Billing.Invoices.Pdf;

/// <summary>The tables of readings: every machine with opening, closing, copies and its share, however many pages it takes.</summary>
sealed class ReadingsPdf(PdfPaper paper)
{
    const double OpenedOn = 256, Opening = 312, ClosedOn = 376, Closing = 432, Copies = 488, Where = 148, RowHeight = 24;
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public void Draw(ShownInvoice invoice)
    {
        foreach (var (title, rows) in InvoiceWords.Schedules(invoice))
            Table(title, rows);
        if (!invoice.HasEstimates)
            return;
        paper.Room(20);
        paper.Down(8);
        paper.Write(InvoiceWords.Estimates, PdfFonts.Small, PdfPaper.Left, faint: true);
        paper.Down(12);
    }

    void Table(string title, IReadOnlyList<ScheduleRow> rows)
    {
        paper.Room(20 + 34 + 2 * RowHeight);
        paper.Down(20);
        Headings($"Readings: {title}");
        foreach (var (no, row) in rows.Index())
            Row(row, $"Readings: {title}, continued", below: no == rows.Count - 1 && no > 0 ? 18 : 0);
        if (rows.Count == 1)
            return;
        paper.Down(-4);
        paper.Rule();
        paper.Down(13);
        paper.Write("Together", PdfFonts.Bold, PdfPaper.Left);
        Right(Count(rows.Sum(row => row.Copies)), Copies, PdfFonts.Bold);
        Right(rows.Sum(row => row.Share).ToString("#,##0.00", Plain), PdfPaper.Right, PdfFonts.Bold);
        paper.Down(13);
    }

    void Headings(string title)
    {
        paper.Write(title, PdfFonts.Total, PdfPaper.Left);
        paper.Down(15);
        paper.Write("Machine", PdfFonts.Small, PdfPaper.Left, faint: true);
        foreach (var (heading, end) in ((string, double)[])[("From", OpenedOn), ("Opening", Opening), ("To", ClosedOn),
            ("Closing", Closing), ("Copies", Copies), ("Amount", PdfPaper.Right)])
        {
            paper.WriteRight(heading, PdfFonts.Small, end, faint: true);
        }

        paper.Down(5);
        paper.Rule();
        paper.Down(13);
    }

    /// <summary>A machine's two or more lines stay together, and the last with the sum below it.</summary>
    void Row(ScheduleRow row, string continued, double below)
    {
        var where = paper.Wrap(InvoiceWords.Where(row), PdfFonts.Small, Where);
        var steps = InvoiceWords.Steps(row).SelectMany(step => paper.Wrap(step, PdfFonts.Small, PdfPaper.Right - PdfPaper.Left)).ToList();
        paper.Room(RowHeight + 10 * (where.Count - 1 + steps.Count) + below, () => Headings(continued));
        paper.Write(row.Serial, PdfFonts.Bold, PdfPaper.Left);
        Right(InvoiceWords.Day(row.OpenedOn), OpenedOn);
        Right(Count(row.Opening), Opening);
        Right(InvoiceWords.Day(row.ClosedOn), ClosedOn);
        Right(Count(row.Closing), Closing);
        Right(Count(row.Copies), Copies);
        Right(row.Share.ToString("#,##0.00", Plain), PdfPaper.Right);
        paper.Down(10);
        paper.WriteRight(InvoiceWords.Source(row), PdfFonts.Small, Closing, faint: !row.Estimated);
        foreach (var line in where.Concat(steps))
        {
            paper.Write(line, PdfFonts.Small, PdfPaper.Left, faint: true);
            paper.Down(10);
        }

        paper.Down(RowHeight - 20);
    }

    void Right(string text, double end, XFont? font = null) => paper.WriteRight(text, font ?? PdfFonts.Text, end);

    static string Count(long count) => count.ToString("N0", Plain);
}
