using Platen.Billing.Invoices;
using Platen.Billing.Invoices.Pdf;
using Platen.Rating;
using UglyToad.PdfPig;

namespace Platen.Tests.Billing.Invoices;

public class InvoicePdfTests
{
    [Fact]
    public void An_invoice_of_three_hundred_machines_loses_none_and_repeats_its_headings()
    {
        var invoice = Pooled(300);

        var pages = PdfText.Pages(InvoicePdf.Of(invoice));

        Assert.All(invoice.Charges[0].Machines, row => Assert.Single(pages, page => page.Contains(row.Serial, StringComparison.Ordinal)));
        Assert.InRange(pages.Count, 9, 14);
        Assert.All(pages.Skip(1), page => Assert.Contains("Machine From Opening To Closing Copies Amount", page, StringComparison.Ordinal));
        Assert.All(pages.Index(), page => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Page {page.Index + 1} of {pages.Count}"), page.Item, StringComparison.Ordinal));
    }

    [Fact]
    public void Letters_of_every_European_language_are_printed_from_a_font_that_the_file_carries()
    {
        const string name = "Hoërskool Žižkov, Łódź, Αθήνα, Київ & Søn";
        var pdf = InvoicePdf.Of(Pooled(1) with { BillTo = new Party("C1", name, null) });

        Assert.Contains(name, PdfText.Of(pdf), StringComparison.Ordinal);
        using var document = PdfDocument.Open(pdf);
        Assert.All(document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName!).Distinct(),
            font => Assert.Matches(@"^[A-Z]{6}\+Source", font));
    }

    [Fact]
    public void A_word_wider_than_its_column_is_broken_and_not_cut_off()
    {
        var code = string.Concat(Enumerable.Repeat("ABCDEFGHIJ", 20));
        var pdf = InvoicePdf.Of(Pooled(1) with { Contracts = [code] });

        Assert.Contains(code, PdfText.Of(pdf).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace("Contract", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_any_length_is_broken_between_letters_and_goes_on_over_pages()
    {
        using var paper = new PdfPaper("Invoice", "Dealer", new DateOnly(2026, 1, 31));
        var word = string.Concat(Enumerable.Repeat("ab\U0001F5A8", 20_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var lines = paper.Wrap($"a {word} z", PdfFonts.Text, 290);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal($"a{word} z", string.Concat(lines));
        Assert.All(lines, line => Assert.False(char.IsLowSurrogate(line[0])));
        Assert.All(lines, line => Assert.InRange(paper.Width(line, PdfFonts.Text), 0, 290.01));

        var pages = PdfText.Pages(InvoicePdf.Of(Pooled(1) with { BillTo = new Party("C1", new string('W', 3000), null) }));
        Assert.Contains("115.00", pages[0], StringComparison.Ordinal);
        Assert.Equal(3000, pages.Sum(page => page.Count(letter => letter == 'W')));
    }

    static ShownInvoice Pooled(int machines) => new()
    {
        Number = "INV0000001",
        Run = 1,
        Dealer = "Print Dealer Ltd",
        BillTo = new Party("C1", "Customer", "c1@customer.example"),
        Customer = new Party("C1", "Customer", null),
        Contracts = ["CPC0000001"],
        Period = new Period(2026, 1),
        InvoicedOn = new DateOnly(2026, 1, 31),
        Currency = "ZAR",
        BaseCurrency = "ZAR",
        Charges = [Charge(machines)],
        Taxes = [new TaxAtRate(15, 100m * machines, 15m * machines)],
        Net = 100m * machines,
        Tax = 15m * machines,
        Total = 115m * machines,
    };

    static ShownCharge Charge(int machines) => new()
    {
        Contract = "CPC0000001",
        Key = "pool/Mono",
        Shape = ChargeShape.Pool,
        Title = "Mono, machines together",
        Meter = "Mono",
        Cycles = 1,
        FirstCycle = new Period(2026, 1),
        Copies = 1000L * machines,
        Amount = 100m * machines,
        Lines = [new ShownLine(1, LineKind.Usage, 1000L * machines, 0.1m, 100m * machines, 15, "copies", "")],
        Machines = [.. Enumerable.Range(1, machines).Select(Row)],
        TermsVersion = 1,
        TermsFrom = new Period(2026, 1),
        Why = ["counted", "priced"],
    };

    static ScheduleRow Row(int no) => new()
    {
        Serial = string.Create(CultureInfo.InvariantCulture, $"SN{no:00000}"),
        Model = "C300",
        Location = "Reception",
        Meter = "Mono",
        OpenedOn = new DateOnly(2025, 12, 31),
        Opening = 1000,
        ClosedOn = new DateOnly(2026, 1, 31),
        Closing = 2000,
        Copies = 1000,
        Source = ReadingSource.Manual,
        Estimated = false,
        Share = 100,
    };
}
