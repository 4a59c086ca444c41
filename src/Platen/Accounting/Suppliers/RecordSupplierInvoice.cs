using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Billing;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Accounting.Suppliers;

/// <summary>A line that is owed, by the charge that the customer was billed.</summary>
public sealed record PayableLine(string Contract, string Charge, Period Period);

/// <summary>A supplier's invoice that came.</summary>
public sealed record NewSupplierInvoice
{
    /// <summary>The supplier's code.</summary>
    [Required]
    public string? Supplier { get; init; }

    /// <summary>As it stands on the supplier's paper.</summary>
    [Required]
    public string? Number { get; init; }

    /// <summary>The date on it; today where none is given.</summary>
    public DateOnly? Dated { get; init; }

    /// <summary>What it adds up to, without tax: checked against its lines where it is given.</summary>
    public decimal? Total { get; init; }

    /// <summary>The lines on it; null: all that are open and billed in <see cref="Period"/>.</summary>
    public IReadOnlyList<PayableLine>? Lines { get; init; }

    /// <summary>Where no line is named: those of this period; null: all that are open.</summary>
    public Period? Period { get; init; }
}

/// <summary>A supplier's invoice as it was recorded.</summary>
public sealed record RecordedInvoice(string Supplier, string Number, DateOnly Dated, string Currency, [property: JsonConverter(typeof(AmountJson))] decimal Total, int Lines);

/// <summary>
/// Records a supplier's invoice from lines that are owed (B-4): only what a customer was billed is owed, and each line stands on one
/// invoice. In the journal it debits the cost of sales and credits the supplier (GL-3).
/// </summary>
[Needs(AccountingPermissions.Payables)]
sealed class RecordSupplierInvoice(Database database, AuditTrail trail)
{
    public async Task<RecordedInvoice> Run(NewSupplierInvoice asked, CancellationToken cancellation)
    {
        var (supplier, number) = (asked.Supplier?.Trim() ?? "", asked.Number?.Trim() ?? "");
        if (number.Length is 0 or > 60)
            throw new Refusal("Give the number on the supplier's invoice, of up to 60 letters.");
        await using var write = await database.Write(cancellation);
        // First: of two who record at once, the second sees what the first took.
        var id = (int)await Sequences.Take(write.Connection, SupplierInvoice.Sequence, 1, cancellation);
        await using var db = Db.Within(database, write);
        if (!await db.Customers.AnyAsync(party => party.Code == supplier, cancellation))
            throw new Refusal($"There is no supplier {supplier}. 'platen payables list' names those who are owed something.");
        if (await db.SupplierInvoices.AnyAsync(other => other.Supplier == supplier && other.Number == number, cancellation))
            throw new Refusal($"The invoice {number} of {supplier} is recorded already.");

        var owed = await Owed(db, supplier, asked, cancellation);
        var invoice = new SupplierInvoice
        {
            Id = id,
            Supplier = supplier,
            Number = number,
            Dated = asked.Dated ?? DateOnly.FromDateTime(trail.Now.UtcDateTime),
            Currency = owed[0].Currency,
            Total = owed.Sum(payable => payable.Amount),
            RecordedBy = trail.Who.Name,
            RecordedAt = trail.Now,
        };
        if (asked.Total is { } total && total != invoice.Total)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"The lines add up to {invoice.Total:0.00} {invoice.Currency}, the invoice says {total:0.00}. Choose the lines that are on it, or ask {supplier}."));
        var accounts = await Accounts(db, owed, cancellation);
        db.SupplierInvoices.Add(invoice);
        await db.SaveChangesAsync(cancellation); // before its lines, which refer to it
        db.SupplierInvoiceLines.AddRange(owed.Select(payable => new SupplierInvoiceLine
        {
            ContractId = payable.ContractId,
            Charge = payable.Charge,
            Period = payable.Period,
            Take = payable.Take,
            SupplierInvoiceId = id,
            Account = accounts[(payable.ContractId, payable.Charge, payable.Period)],
            Amount = payable.Amount,
        }));
        await db.SaveChangesAsync(cancellation);
        await trail.Commit(write, new Change("supplier-invoice.recorded", "supplier-invoice", $"{supplier} {number}", After: new { invoice.Dated, invoice.Currency, invoice.Total, lines = owed.Count }), cancellation);
        return new RecordedInvoice(supplier, number, invoice.Dated, invoice.Currency, invoice.Total, owed.Count);
    }

    static async Task<List<Payable>> Owed(Db db, string supplier, NewSupplierInvoice asked, CancellationToken cancellation)
    {
        var open = (await (
            from payable in db.Payables
            join contract in db.Contracts on payable.ContractId equals contract.Id
            where payable.Supplier == supplier && payable.Amount != 0
                && !db.SupplierInvoiceLines.Any(line => line.ContractId == payable.ContractId && line.Charge == payable.Charge && line.Period == payable.Period && line.Take == payable.Take)
            orderby payable.Period, contract.Number, payable.Charge
            select new { payable, contract.Number }).ToListAsync(cancellation))
            .ConvertAll(row => (row.payable, Line: new PayableLine(row.Number, row.payable.Charge, row.payable.Period)));
        var wanted = asked.Lines?.ToHashSet();
        var owed = open.Where(row => wanted?.Contains(row.Line) ?? (asked.Period is null || row.payable.Period == asked.Period)).Select(row => row.payable).ToList();
        var missing = wanted?.Except(open.Select(row => row.Line)).ToList();
        if (missing is { Count: > 0 })
            throw new Refusal($"The invoice was not recorded: {missing.Count} of its lines {(missing.Count == 1 ? "is" : "are")} not owed, or {(missing.Count == 1 ? "stands" : "stand")} on another invoice.", [.. missing.Select(line => new Fault($"{line.Contract} {line.Charge}", $"of {line.Period} is not open."))]);
        if (owed.Count == 0)
            throw new Refusal($"Nothing is owed to {supplier}{(asked.Period is { } period ? $" for {period}" : "")} that is not on an invoice already. A line comes with the customer's posted invoice.");
        if (owed.Select(payable => payable.Currency).Distinct().Count() > 1)
            throw new Refusal($"The lines are in {string.Join(" and ", owed.Select(payable => payable.Currency).Distinct().Order(StringComparer.Ordinal))}. An invoice is in one currency: choose the lines of one.");
        return owed;
    }

    /// <summary>The cost of sales accounts, by the terms that priced each line.</summary>
    static async Task<Dictionary<(int, string, Period), string>> Accounts(Db db, List<Payable> owed, CancellationToken cancellation)
    {
        var contracts = owed.Select(payable => payable.ContractId).Distinct().ToList();
        var billed = await (
            from charge in db.BilledCharges.Concat(db.CreditedCharges)
            join terms in db.Terms on new { charge.ContractId, Version = charge.TermsVersion } equals new { terms.ContractId, terms.Version }
            where contracts.Contains(charge.ContractId)
            select new { charge.ContractId, charge.Charge, charge.Period, charge.TermsVersion, terms.Document }).ToListAsync(cancellation);
        var priced = billed.GroupBy(row => (row.ContractId, row.TermsVersion)).ToDictionary(rows => rows.Key, rows => new PricedTerms(TermsDocument.Read(rows.First().Document)));
        return billed.DistinctBy(row => (row.ContractId, row.Charge, row.Period)).ToDictionary(
            row => (row.ContractId, row.Charge, row.Period),
            row => priced[(row.ContractId, row.TermsVersion)].CosAccountOf(row.Charge) ?? Journal.CostOfSales);
    }
}
