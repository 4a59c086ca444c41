using Microsoft.EntityFrameworkCore;
using Platen.Customers;

namespace Platen.Book;

/// <summary>Takes in the dealer itself.</summary>
sealed class CompanyIntake(BookIntake book) : SectionIntake
{
    BookCompany? _company;

    public override bool IsFull => false;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        book.Known.Company = true;
        if (book.Parse<BookCompany>(element, "$.company", null, out _) is not { } company)
            return;

        if (string.IsNullOrWhiteSpace(company.Name))
            book.Fault("$.company.name", "May not be empty.");
        BookRules.CheckCurrency(book, company.Currency, "$.company.currency");
        if (company.FinancialYearEndMonth is < 1 or > 12)
            book.Fault("$.company.financialYearEndMonth", "The financial year's last month is 1 to 12.");
        if (company.TaxRate is < 0 or > 100)
            book.Fault("$.company.taxRate", "The tax rate is 0 to 100 percent.");
        _company = company;
    }

    public override async Task Write(CancellationToken cancellation)
    {
        if (_company is not { } company || !book.IsSound)
            return;

        await using var db = await book.Entities(cancellation);
        var kept = await db.Company.AsTracking().SingleOrDefaultAsync(cancellation);
        if (kept is null)
        {
            kept = new Company { Name = company.Name, Currency = company.Currency };
            db.Company.Add(kept);
            Tally.New++;
        }

        (kept.Name, kept.Currency) = (company.Name, company.Currency);
        (kept.FinancialYearEndMonth, kept.TaxRate) = (company.FinancialYearEndMonth, company.TaxRate);
        if (db.ChangeTracker.HasChanges())
        {
            if (Tally.New == 0)
                book.Note("company", company.Name, Changed.Of(db.Entry(kept), book.Known));
            kept.Revision = book.Revision;
            Tally.Updated += 1 - Tally.New;
        }
        else
        {
            Tally.Unchanged++;
        }

        await db.SaveChangesAsync(cancellation);
    }
}
