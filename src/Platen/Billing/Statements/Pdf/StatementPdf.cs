using Platen.Billing.Invoices.Pdf;
using Platen.Shell.Components;

namespace Platen.Billing.Statements.Pdf;

/// <summary>A statement as its payer gets it, on A4: each currency's rows by date, and what they come to.</summary>
sealed class StatementPdf
{
    const int Number = 110, Month = 178, What = 252, WhatWidth = 150, Amount = 476;

    readonly Statement _statement;
    readonly PdfPaper _paper;

    StatementPdf(Statement statement, PdfPaper paper) => (_statement, _paper) = (statement, paper);

    public static byte[] Of(Statement statement)
    {
        // Its rows tell the date, so that the same statement is the same file.
        var date = statement.Until ?? statement.Currencies.SelectMany(currency => currency.Rows).Select(row => row.Date).DefaultIfEmpty(new DateOnly(2000, 1, 1)).Max();
        using var paper = new PdfPaper($"Statement of {statement.Name}", statement.Dealer, date);
        var pdf = new StatementPdf(statement, paper);
        pdf.Heading();
        foreach (var currency in statement.Currencies)
            pdf.Currency(currency);
        if (statement.Currencies.Count == 0)
            paper.Write("Nothing was billed.", PdfFonts.Text, PdfPaper.Left);
        return paper.Finish();
    }

    void Heading()
    {
        _paper.Down(14);
        _paper.Write(_statement.Dealer, PdfFonts.Dealer, PdfPaper.Left);
        _paper.WriteRight("Statement", PdfFonts.Number, PdfPaper.Right);
        _paper.Down(24);
        _paper.Rule(strong: true);
        _paper.Down(20);
        _paper.Write($"{_statement.Name} ({_statement.Customer})", PdfFonts.Bold, PdfPaper.Left);
        foreach (var line in _statement.Address)
        {
            _paper.Down(13);
            _paper.Write(line, PdfFonts.Text, PdfPaper.Left);
        }

        _paper.Down(20);
        _paper.Write($"Invoices and credit notes, {StatementWords.Days(_statement)}. {StatementWords.Payments}", PdfFonts.Text, PdfPaper.Left, faint: true);
        _paper.Down(24);
    }

    void Currency(StatementOfCurrency currency)
    {
        _paper.Room(70);
        Headings(currency.Currency);
        if (_statement.From is { } from)
        {
            _paper.Write(Numerals.Day(from), PdfFonts.Text, PdfPaper.Left, faint: true);
            _paper.Write("brought forward", PdfFonts.Text, Number, faint: true);
            _paper.WriteRight(Numerals.Amount(currency.Before), PdfFonts.Text, PdfPaper.Right);
            _paper.Down(13);
        }

        foreach (var row in currency.Rows)
            Row(row, currency.Currency);
        _paper.Down(-4);
        _paper.Rule(strong: true);
        _paper.Down(16);
        _paper.WriteRight($"Balance {currency.Currency}", PdfFonts.Total, Amount);
        _paper.WriteRight(Numerals.Amount(currency.Balance), PdfFonts.Total, PdfPaper.Right);
        _paper.Down(30);
    }

    void Headings(string currency)
    {
        _paper.Write("Date", PdfFonts.Small, PdfPaper.Left, faint: true);
        foreach (var (heading, begin) in ((string, int)[])[("Number", Number), ("Month", Month), ("What", What)])
            _paper.Write(heading, PdfFonts.Small, begin, faint: true);
        _paper.WriteRight(currency, PdfFonts.Small, Amount, faint: true);
        _paper.WriteRight("Balance", PdfFonts.Small, PdfPaper.Right, faint: true);
        _paper.Down(5);
        _paper.Rule();
        _paper.Down(15);
    }

    void Row(StatementRow row, string currency)
    {
        var words = _paper.Wrap(StatementWords.What(row), PdfFonts.Text, WhatWidth);
        _paper.Room(13 * words.Count, () => Headings(currency));
        _paper.Write(Numerals.Day(row.Date), PdfFonts.Text, PdfPaper.Left);
        _paper.Write(row.Number ?? "", PdfFonts.Text, Number);
        _paper.Write(Numerals.Month(row.Period), PdfFonts.Text, Month);
        if (row.Unused is null)
        {
            _paper.WriteRight(Numerals.Amount(row.Total), PdfFonts.Text, Amount);
            _paper.WriteRight(Numerals.Amount(row.Balance), PdfFonts.Text, PdfPaper.Right);
        }

        foreach (var line in words)
        {
            _paper.Write(line, PdfFonts.Text, What, faint: true);
            _paper.Down(13);
        }
    }
}
