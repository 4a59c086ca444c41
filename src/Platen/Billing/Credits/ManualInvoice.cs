using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Billing.Credits;

/// <summary>Makes the invoice by hand that takes a credited one's place (CR-1): lines of no charge, so that nothing is billed by it but money.</summary>
static class ManualInvoice
{
    public static async Task<LedgerInvoice> Of(
        Db db, Invoice credited, IReadOnlyList<LineByHand> asked, int id, long number, DateOnly date, CancellationToken cancellation)
    {
        var before = await db.InvoiceLines.Where(line => line.InvoiceId == credited.Id).OrderBy(line => line.No).FirstAsync(cancellation);
        var lines = asked.Select(line => InvoiceLine.ByHand(line.Contract ?? before.Contract, line.Text!.Trim(), line.Quantity, line.UnitCharge, line.TaxRate ?? before.TaxRate, line.Account)).ToList();
        await RefuseForeign(db, lines, credited.CustomerId, $"The customer of {credited.FullNumber}", cancellation);
        var draft = new InvoiceDraft(credited.BillTo, credited.Contract, credited.Machine, credited.Currency, lines, credited.ChargeGroup, credited.Address);
        return new LedgerInvoice(
            credited.FollowedBy(id, PostRun.Series, number, date, draft.Net, draft.Tax),
            lines,
            Journal.Entry(credited.BillTo, lines, draft.Tax));
    }

    /// <exception cref="Refusal">A line is for a contract that is not the customer's.</exception>
    public static async Task RefuseForeign(Db db, IReadOnlyList<InvoiceLine> lines, int customer, string who, CancellationToken cancellation)
    {
        var numbers = lines.Select(line => line.Contract).Where(contract => contract.Length > 0).Distinct().ToList();
        var known = await db.Contracts.Where(contract => numbers.Contains(contract.Number) && contract.CustomerId == customer).Select(contract => contract.Number).ToListAsync(cancellation);
        if (numbers.Except(known).FirstOrDefault() is { } unknown)
            throw new Refusal($"{who} has no contract {unknown}.");
    }
}
