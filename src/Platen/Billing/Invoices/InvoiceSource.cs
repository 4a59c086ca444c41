using Platen.Billing.Groups;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>
/// An invoice's own rows, read from a draft or from the ledger into the same shape, so that what was reviewed and what was
/// posted are shown by the same code.
/// </summary>
/// <param name="BillToName">As it was when posted; null on a draft.</param>
/// <param name="AddressLines">As when posted; null on a draft, and where there was none.</param>
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
    decimal? ExchangeRate = null,
    string? AddressLines = null)
{
    /// <summary>What was counted over the cycle, behind a charge group's overs.</summary>
    public IReadOnlyList<CycleReading> Cycle { get; init; } = [];

    /// <summary>
    /// Whether a charge belongs on the invoice. Its lines would tell, but one whose copies were all free has none.
    /// </summary>
    public static bool Belongs(DraftedInvoice invoice, DraftedCharge charge, Apart apart, InvoiceAddresses addresses)
    {
        if (charge.BillTo != invoice.BillTo || (charge.Counts.Count > 0 && charge.Counts.All(count => count.Group is not null)))
            return false; // somebody else's, or all of it a charge group's
        var address = addresses.Of(charge.Key);
        if (invoice.Address is { } its ? address != its : address is not null && apart.Addresses.Contains(address))
            return false;
        return invoice.Machine is { } machine
            ? IsOf(machine, charge)
            : !apart.Machines.Any(other => IsOf(other, charge));
    }

    static bool IsOf(string machine, DraftedCharge charge) =>
        charge.Key == ChargeKey.Total(machine) || (ChargeKey.MinimumOf(charge.Key) ?? ChargeKey.Counted(charge.Key)).StartsWith(ChargeKey.Meter(machine, ""), StringComparison.Ordinal);
}

/// <summary>The machines and addresses of a contract that the same payer has invoices of their own for (N-9).</summary>
sealed record Apart(IReadOnlySet<string> Machines, IReadOnlySet<string> Addresses)
{
    public static Apart Of(IEnumerable<(string? Machine, string? Address)> invoices)
    {
        var others = invoices.ToList();
        return new(others.Select(other => other.Machine).OfType<string>().ToHashSet(StringComparer.Ordinal),
            others.Select(other => other.Address).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }
}
