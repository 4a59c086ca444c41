using Platen.Billing.Invoices.Pdf;
using Platen.Rating;
using Platen.Shell.Components;

namespace Platen.Billing.Escalation.Pdf;

/// <summary>A letter a customer, each beginning on a page of its own: from when, on which contracts, each price as it was and as it will be.</summary>
static class EscalationLetters
{
    const int Old = 430, Words = 300;

    public static byte[] Of(string dealer, DateOnly date, Period period, IReadOnlyList<EscalatedContract> contracts, bool isDraft)
    {
        using var paper = new PdfPaper($"New prices from {Numerals.Month(period)}", dealer, date);
        var isFirst = true;
        foreach (var customer in contracts.GroupBy(one => (one.Customer, one.CustomerName)))
        {
            if (!isFirst)
                paper.Turn();
            isFirst = false;
            Letter(paper, customer.Key.CustomerName, date, period, [.. customer], isDraft);
        }

        return paper.Finish();
    }

    static void Letter(PdfPaper paper, string customer, DateOnly date, Period period, IReadOnlyList<EscalatedContract> contracts, bool isDraft)
    {
        paper.Down(24);
        paper.Write(customer, PdfFonts.Total, PdfPaper.Left);
        paper.WriteRight(isDraft ? $"{Numerals.Day(date)}, draft" : Numerals.Day(date), PdfFonts.Text, PdfPaper.Right, faint: true);
        paper.Down(32);
        paper.Write($"New prices from {Numerals.Day(period.FirstDay)}", PdfFonts.Dealer, PdfPaper.Left);
        paper.Down(20);
        var which = contracts.Count == 1 ? $"contract {contracts[0].Contract}" : "the contracts below";
        foreach (var line in paper.Wrap($"As agreed in {which}, these prices change. Bills up to and including {Numerals.Month(period.AddMonths(-1))} are at the prices before; all prices are without tax.", PdfFonts.Text, PdfPaper.Right - PdfPaper.Left))
        {
            paper.Write(line, PdfFonts.Text, PdfPaper.Left);
            paper.Down(13);
        }

        foreach (var contract in contracts)
            Prices(paper, contract);
    }

    static void Prices(PdfPaper paper, EscalatedContract contract)
    {
        paper.Down(14);
        paper.Room(52);
        Heading(paper, contract);
        foreach (var (words, price) in PriceWords.Alike(contract.Prices.Where(price => !price.Supplier)))
        {
            foreach (var (no, line) in paper.Wrap(words, PdfFonts.Text, Words).Index())
            {
                paper.Room(13, () => Heading(paper, contract));
                paper.Write(line, PdfFonts.Text, PdfPaper.Left);
                if (no == 0)
                {
                    paper.WriteRight(Numerals.UnitPrice(price.Old), PdfFonts.Text, Old, faint: true);
                    paper.WriteRight(Numerals.UnitPrice(price.New), PdfFonts.Bold, PdfPaper.Right);
                }

                paper.Down(13);
            }
        }
    }

    static void Heading(PdfPaper paper, EscalatedContract contract)
    {
        paper.Write($"Contract {contract.Contract}", PdfFonts.Bold, PdfPaper.Left);
        paper.WriteRight("Before", PdfFonts.Small, Old, faint: true);
        paper.WriteRight("New", PdfFonts.Small, PdfPaper.Right, faint: true);
        paper.Down(5);
        paper.Rule();
        paper.Down(14);
    }
}
