namespace Platen.Billing;

/// <summary>
/// A posted shard in the audit trail: which invoices, and the hash of what stands in the ledger for them. The numbers keep apart
/// what was posted at once from what went back to review and was posted later.
/// </summary>
sealed record PostedScope(int Shard, int FirstCustomer, int LastCustomer, long FirstNumber, long LastNumber, int Invoices, string Sha256,
    PostedPrepaid? Prepaid = null, PostedGroups? Groups = null)
{
    public const string Action = "run.shard-posted";

    /// <param name="invoices">By number.</param>
    public static PostedScope Of(RunShard shard, IEnumerable<LedgerInvoice> invoices)
    {
        using var hash = new LedgerHash();
        var (first, last, count) = (0L, 0L, 0);
        foreach (var invoice in invoices)
        {
            hash.Add(invoice.Invoice, invoice.Posted);
            last = invoice.Invoice.Number;
            first = count++ == 0 ? last : first;
        }

        return new PostedScope(shard.No, shard.FirstCustomer, shard.LastCustomer, first, last, count, hash.Finish());
    }

    public bool Covers(Invoice invoice) =>
        invoice.CustomerId >= FirstCustomer && invoice.CustomerId <= LastCustomer && invoice.Number >= FirstNumber && invoice.Number <= LastNumber;
}

/// <summary>The prepaid copies of a posted shard: how many rows of the ledger, found by the posting's revision, and their hash.</summary>
sealed record PostedPrepaid(long Revision, int Rows, string Sha256)
{
    public static PostedPrepaid Of(long revision, IReadOnlyCollection<BilledPrepaid> rows)
    {
        using var hash = new LedgerHash();
        foreach (var row in rows.OrderBy(row => row.ContractId).ThenBy(row => row.Meter, StringComparer.Ordinal))
            hash.Add(row);
        return new PostedPrepaid(revision, rows.Count, hash.Finish());
    }
}

/// <summary>The charge groups of a posted shard: how many rows of the ledger, found by the posting's revision, and their hash.</summary>
sealed record PostedGroups(long Revision, int Rows, string Sha256);
