using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Credits;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Statements;

/// <summary>A payer's invoices and credit notes by date, with what they add up to from one to the next: each currency by itself.</summary>
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
        var last = until ?? DateOnly.MaxValue;
        var invoices = await db.Invoices.Where(invoice => invoice.BillTo == code && invoice.InvoicedOn <= last)
            .OrderBy(invoice => invoice.InvoicedOn).ThenBy(invoice => invoice.Id).ToListAsync(cancellation);
        var numbers = await Numbers(code, cancellation);
        var credited = await db.Credits.Where(credit => db.Invoices.Any(invoice => invoice.Id == credit.InvoiceId && invoice.BillTo == code)).ToListAsync(cancellation);
        var (credits, creditedBy) = (credited.ToDictionary(credit => credit.InvoiceId, credit => credit.CreditedId), credited.ToDictionary(credit => credit.CreditedId, credit => credit.InvoiceId));
        return new Statement(payer.Code, payer.Name, from, until,
        [
            .. invoices.GroupBy(invoice => invoice.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal)
                .Select(currency => Of(currency.Key, [.. currency], from, id => numbers.GetValueOrDefault(credits.GetValueOrDefault(id)), id => numbers.GetValueOrDefault(creditedBy.GetValueOrDefault(id)))),
        ]);
    }

    async Task<Dictionary<int, string>> Numbers(string code, CancellationToken cancellation) =>
        (await db.Invoices.Where(invoice => invoice.BillTo == code).Select(invoice => new { invoice.Id, invoice.Series, invoice.Number }).ToListAsync(cancellation))
            .ToDictionary(invoice => invoice.Id, invoice => Invoice.NumberOf(invoice.Series, invoice.Number));

    static StatementOfCurrency Of(string currency, List<Invoice> invoices, DateOnly? from, Func<int, string?> credits, Func<int, string?> creditedBy)
    {
        var before = invoices.Where(invoice => invoice.InvoicedOn < from).Sum(invoice => invoice.Total);
        var (rows, balance) = (new List<StatementRow>(), before);
        foreach (var invoice in invoices.Where(invoice => from is null || invoice.InvoicedOn >= from))
        {
            balance += invoice.Total;
            rows.Add(new StatementRow(invoice.InvoicedOn, invoice.FullNumber, invoice.Series == Credit.Series, invoice.Period, invoice.Contract, invoice.ChargeGroup,
                credits(invoice.Id), creditedBy(invoice.Id), Figures.Cents(invoice.Total), Figures.Cents(balance)));
        }

        return new StatementOfCurrency(currency, Figures.Cents(before), rows, Figures.Cents(balance));
    }
}

/// <summary>What a payer was billed and credited.</summary>
/// <param name="Customer">The payer's code.</param>
public sealed record Statement(string Customer, string Name, DateOnly? From, DateOnly? Until, IReadOnlyList<StatementOfCurrency> Currencies);

/// <param name="Before">What was dated before the statement's first day.</param>
/// <param name="Balance">After the last row.</param>
public sealed record StatementOfCurrency(
    string Currency, [property: JsonConverter(typeof(AmountJson))] decimal Before, IReadOnlyList<StatementRow> Rows, [property: JsonConverter(typeof(AmountJson))] decimal Balance);

/// <summary>An invoice or a credit note.</summary>
/// <param name="Credits">On a credit note: the invoice that it credits.</param>
/// <param name="CreditedBy">On an invoice: the note that credits it.</param>
/// <param name="Total">Below 0 on a credit note.</param>
/// <param name="Balance">The sum up to here.</param>
public sealed record StatementRow(
    DateOnly Date, string Number, bool IsCredit, Period Period, string? Contract, string? ChargeGroup, string? Credits, string? CreditedBy,
    [property: JsonConverter(typeof(AmountJson))] decimal Total, [property: JsonConverter(typeof(AmountJson))] decimal Balance);
