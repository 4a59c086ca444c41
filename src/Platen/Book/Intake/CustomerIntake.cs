using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Customers;

namespace Platen.Book;

/// <summary>Takes in customers, finance companies and suppliers.</summary>
sealed class CustomerIntake(BookIntake book) : SectionIntake<BookCustomer>(book, Section.Customers, "code")
{
    protected override string Name(BookCustomer value) => value.Code;

    protected override int Id(BookCustomer value) => Book.Known.Customers.GetValueOrDefault(value.Code).Id;

    protected override int? Register(string name, int row, BookCustomer? value)
    {
        var id = 0;
        if (Book.Known.Customers.TryGetValue(name, out var known))
        {
            if (known.Row >= 0)
                return known.Row;
            id = known.Id;
        }

        Book.Known.Customers[name] = new KnownCustomer(id, value?.Consolidated ?? false, row);
        if (value is not null)
            Book.Known.Addresses[name] = [.. value.Addresses.Select(address => address.Name)];
        return null;
    }

    protected override void Check(string path, BookCustomer value)
    {
        if (string.IsNullOrWhiteSpace(value.Name))
            Book.Fault($"{path}.name", "May not be empty.");
        BookRules.CheckCurrency(Book, value.Currency, $"{path}.currency");
        foreach (var fault in Address.Faults(value.Addresses))
            Book.Fault($"{path}.{fault.Path}", fault.Message);
    }

    protected override async Task Number(IReadOnlyList<Entry<BookCustomer>> fresh, CancellationToken cancellation)
    {
        var id = await Book.Ids("customers", fresh.Count, cancellation);
        foreach (var (row, customer) in fresh)
            Book.Known.Customers[customer.Code] = new KnownCustomer(id++, customer.Consolidated, row);
    }

    protected override Task Insert(IReadOnlyList<Entry<BookCustomer>> fresh, CancellationToken cancellation)
    {
        using var rows = Book.Database.Rows(
            Book.Transaction.Connection, "customers", "id", "code", "name", "roles", "currency", "consolidated", "invoice_per_machine",
            "account_manager", "email", "delivery", "addresses", "locations", "revision");
        foreach (var (_, customer) in fresh)
        {
            rows.Add(Id(customer)).Add(customer.Code).Add(customer.Name).Add(Roles(customer)).Add(customer.Currency)
                .Add(customer.Consolidated).Add(customer.InvoicePerMachine).Add(customer.AccountManager).Add(customer.Email)
                .Add((int?)customer.Delivery).Add(Address.Write(customer.Addresses)).Add(Customer.Write(customer.Locations))
                .Add(Book.Revision).EndRow();
        }

        rows.Complete();
        Tally.New += fresh.Count;
        return Task.CompletedTask;
    }

    protected override async Task Update(IReadOnlyDictionary<int, BookCustomer> known, CancellationToken cancellation)
    {
        await using var db = await Book.Entities(cancellation);
        var ids = known.Keys.ToList();
        foreach (var kept in await db.Customers.AsTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation))
        {
            var customer = known[kept.Id];
            if (customer.Consolidated && !kept.Consolidated)
                Book.Consolidation.Add(kept.Id, $"{Path(Book.Known.Customers[customer.Code].Row)}.consolidated");
            (kept.Name, kept.Roles, kept.Currency) = (customer.Name, Roles(customer), customer.Currency);
            (kept.Consolidated, kept.InvoicePerMachine) = (customer.Consolidated, customer.InvoicePerMachine);
            (kept.AccountManager, kept.Email, kept.Delivery) = (customer.AccountManager, customer.Email, customer.Delivery);
            (kept.Addresses, kept.Locations) = (Address.Write(customer.Addresses), Customer.Write(customer.Locations));
            Book.Note("customer", kept.Code, Tally.Keep(db, Book.Known, kept, () => kept.Revision = Book.Revision));
        }

        await db.SaveChangesAsync(cancellation);
    }

    static string Roles(BookCustomer customer) =>
        string.Join(',', customer.Roles.Distinct().Select(role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())));
}
