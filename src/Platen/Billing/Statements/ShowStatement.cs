using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Credits;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Statements;

/// <summary>
/// A payer's invoices and credit notes by date, with what they add up to from one to the next, and what its charge groups left unused
/// each currency by itself.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class ShowStatement(Db db)
{
    /// <param name="code">The payer's.</param>
    /// <param name="from">What is dated before is told as one sum; null: nothing is.</param>
    /// <returns>Null where no customer has the code.</returns>
    public async Task<Statement?> Run(string code, DateOnly? from, DateOnly? until, CancellationToken cancellation)
    {
        if (await db.Payers.FirstOrDefaultAsync(payer => payer.Code == code, cancellation) is not { } payer)
            return null;
        // A finance company's is told of what is in sight; of somebody else's customer nothing is, not its name either.
        if (db.Limit is not null && !await db.Customers.AnyAsync(customer => customer.Code == code, cancellation) && !await db.Invoices.AnyAsync(invoice => invoice.BillTo == code, cancellation))
            return null;
        var last = until ?? DateOnly.MaxValue;
        var invoices = await db.Invoices.Where(invoice => invoice.BillTo == code && invoice.InvoicedOn <= last)
            .OrderBy(invoice => invoice.InvoicedOn).ThenBy(invoice => invoice.Id).ToListAsync(cancellation);
        var numbers = await Numbers(code, cancellation);
        var credited = await db.Credits.Where(credit => db.Invoices.Any(invoice => invoice.Id == credit.InvoiceId && invoice.BillTo == code)).ToListAsync(cancellation);
        var (credits, creditedBy) = (credited.ToDictionary(credit => credit.InvoiceId, credit => credit.CreditedId), credited.ToDictionary(credit => credit.CreditedId, credit => credit.InvoiceId));
        var unused = (await UnusedOfCycles.Of(db, code, cancellation)).FindAll(cycle => cycle.Date <= last && !(cycle.Date < from));
        return new Statement(payer.Code, payer.Name, from, until,
        [
            .. invoices.Select(invoice => invoice.Currency).Concat(unused.Select(cycle => cycle.Currency)).Distinct().Order(StringComparer.Ordinal)
                .Select(currency => Of(currency, invoices.FindAll(invoice => invoice.Currency == currency), unused.FindAll(cycle => cycle.Currency == currency), from,
                    id => numbers.GetValueOrDefault(credits.GetValueOrDefault(id)), id => numbers.GetValueOrDefault(creditedBy.GetValueOrDefault(id)))),
        ])
        {
            Dealer = (await db.Company.FirstOrDefaultAsync(cancellation))?.Name ?? "",
            Address = Address.ForInvoices(Address.Read(await db.Customers.Where(customer => customer.Code == code).Select(customer => customer.Addresses).SingleOrDefaultAsync(cancellation)), null)?.Split('\n') ?? [],
        };
    }

    async Task<Dictionary<int, string>> Numbers(string code, CancellationToken cancellation) =>
        (await db.Invoices.Where(invoice => invoice.BillTo == code).Select(invoice => new { invoice.Id, invoice.Series, invoice.Number }).ToListAsync(cancellation))
            .ToDictionary(invoice => invoice.Id, invoice => Invoice.NumberOf(invoice.Series, invoice.Number));

    static StatementOfCurrency Of(string currency, List<Invoice> invoices, List<UnusedOfCycle> unused, DateOnly? from, Func<int, string?> credits, Func<int, string?> creditedBy)
    {
        var before = invoices.Where(invoice => invoice.InvoicedOn < from).Sum(invoice => invoice.Total);
        var balance = before;
        List<StatementRow> rows =
        [
            .. invoices.Where(invoice => from is null || invoice.InvoicedOn >= from).Select(invoice => new StatementRow(
                invoice.InvoicedOn, invoice.FullNumber, invoice.Series == Credit.Series, invoice.Period, invoice.Contract, invoice.ChargeGroup,
                credits(invoice.Id), creditedBy(invoice.Id), Figures.Cents(invoice.Total), Figures.Cents(balance += invoice.Total))),
        ];
        foreach (var cycle in unused)
        {
            // After what the same day billed.
            var at = rows.FindLastIndex(row => row.Date <= cycle.Date) + 1;
            rows.Insert(at, new StatementRow(cycle.Date, null, false, cycle.Period, null, cycle.ChargeGroup, null, null, 0.00m, at == 0 ? Figures.Cents(before) : rows[at - 1].Balance, cycle.Amount));
        }

        return new StatementOfCurrency(currency, Figures.Cents(before), rows, Figures.Cents(balance));
    }
}

/// <summary>What a payer was billed and credited.</summary>
/// <param name="Customer">The payer's code.</param>
public sealed record Statement(string Customer, string Name, DateOnly? From, DateOnly? Until, IReadOnlyList<StatementOfCurrency> Currencies)
{
    /// <summary>The dealer's name.</summary>
    public string Dealer { get; init; } = "";

    /// <summary>Where it goes, a line a line; empty where the payer has no address.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];
}

/// <param name="Before">What was dated before the statement's first day.</param>
/// <param name="Balance">After the last row.</param>
public sealed record StatementOfCurrency(
    string Currency, [property: JsonConverter(typeof(AmountJson))] decimal Before, IReadOnlyList<StatementRow> Rows, [property: JsonConverter(typeof(AmountJson))] decimal Balance);

/// <summary>An invoice or a credit note; or what a charge group left unused of its limits in a cycle, which costs nothing.</summary>
/// <param name="Number">Null where it is no document.</param>
/// <param name="Credits">On a credit note: the invoice that it credits.</param>
/// <param name="CreditedBy">On an invoice: the note that credits it.</param>
/// <param name="Total">Below 0 on a credit note.</param>
/// <param name="Balance">The sum up to here.</param>
/// <param name="Unused">What a settled cycle did not use of its limits, and is not carried on .</param>
public sealed record StatementRow(
    DateOnly Date, string? Number, bool IsCredit, Period Period, string? Contract, string? ChargeGroup, string? Credits, string? CreditedBy,
    [property: JsonConverter(typeof(AmountJson))] decimal Total, [property: JsonConverter(typeof(AmountJson))] decimal Balance,
    [property: JsonConverter(typeof(AmountJson))] decimal? Unused = null);
