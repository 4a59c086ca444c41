using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Next;

/// <summary>For which periods contracts are charged next (N-6, G-7).</summary>
[Needs(BillingPermissions.Read)]
sealed class ShowNextCharges(Db db)
{
    /// <param name="machine">Only what its meters are charged with; null: all.</param>
    /// <returns>Null where there is no such contract.</returns>
    public async Task<IReadOnlyList<NextChargeRow>?> Run(string number, string? machine, CancellationToken cancellation) =>
        await db.Contracts.SingleOrDefaultAsync(contract => contract.Number == number, cancellation) is { } contract
            ? [.. (await new NextCharges(db).Of(contract, machine, cancellation)).Select(next => NextChargeRow.Of(number, next))]
            : null;

    /// <summary>Of a machine, on all contracts that it is on.</summary>
    public async Task<IReadOnlyList<NextChargeRow>> OfMachine(string serial, CancellationToken cancellation) =>
        [.. (await new NextCharges(db).OfMachine(serial, cancellation)).Select(row => NextChargeRow.Of(row.Contract, row.Next))];
}

/// <summary>For which periods a pool, or a machine's meter priced alone, is charged next.</summary>
/// <param name="Charge">In words.</param>
/// <param name="Machine">The machine's serial; null for a pool.</param>
/// <param name="NextMinimum">The next min charge run period; null where there is no minimum, or none any more.</param>
/// <param name="NextVariance">The next var charge run period: of the copies beyond; null where they are charged no more.</param>
public sealed record NextChargeRow(string Contract, string Charge, string Meter, string? Machine, Period? NextMinimum, Period? NextVariance)
{
    internal static NextChargeRow Of(string contract, NextCharge next) =>
        new(contract, ChargeKey.InWords(next.Charge), next.Price.Type, next.Machine, next.Minimum, next.Variance);
}
