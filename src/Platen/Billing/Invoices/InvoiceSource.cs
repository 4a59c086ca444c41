using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>
/// An invoice's own rows, read from a draft or from the ledger into the same shape, so that what was reviewed and what was
/// posted are shown by the same code.
/// </summary>
/// <param name="BillToName">As it was when posted; null on a draft.</param>
/// <param name="Contracts">The contracts on it, each with the charges that belong on it.</param>
sealed record InvoiceSource(
    string? Number,
    int RunId,
    int CustomerId,
    Period Period,
    DateOnly InvoicedOn,
    string? BillToName,
    DraftedInvoice Invoice,
    IReadOnlyList<DraftedContract> Contracts,
    decimal? ExchangeRate = null)
{
    /// <summary>
    /// Whether a charge belongs on the invoice. Its lines would tell, but one whose copies were all free has none.
    /// </summary>
    /// <param name="machinesApart">Machines of the contract with an invoice of their own (N-9).</param>
    public static bool Belongs(DraftedInvoice invoice, DraftedCharge charge, IReadOnlySet<string> machinesApart)
    {
        if (charge.BillTo != invoice.BillTo || (charge.Counts.Count > 0 && charge.Counts.All(count => count.Group is not null)))
            return false; // somebody else's, or all of it a charge group's
        return invoice.Machine is { } machine
            ? IsOf(machine, charge)
            : !machinesApart.Any(apart => IsOf(apart, charge));
    }

    static bool IsOf(string machine, DraftedCharge charge) => 
        charge.Key == ChargeKey.Total(machine) || ChargeKey.Counted(charge.Key).StartsWith(ChargeKey.Meter(machine, ""), StringComparison.Ordinal);
}
