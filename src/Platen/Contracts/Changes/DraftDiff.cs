using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>What a contract's drafts make other against what is approved and bills their first period, for whoever approves them.</summary>
static class DraftDiff
{
    /// <returns>Nothing on a contract that never was approved, or has no draft.</returns>
    public static async Task<IReadOnlyList<Difference>> Of(Db db, Contract contract, IReadOnlyList<TermsVersion> versions, CancellationToken cancellation)
    {
        if (versions.LastOrDefault(version => version.IsOpen) is not { } draft)
            return [];
        var yearEnd = await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation);
        if (TermsChain.Schedule(contract, versions, yearEnd).Before(draft.FromPeriod) is not { } before)
            return [];
        var own = await HeaderDocument.Of(db, contract, cancellation);
        return TermsDiff.Of((own, before), (HeaderDocument.Proposed(versions, own), TermsDocument.Read(draft.Document)), await ContractChange.PricesToo(db, cancellation));
    }
}
