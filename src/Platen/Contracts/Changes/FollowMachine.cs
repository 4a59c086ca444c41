using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Machines;
using Platen.Rating;
using Platen.Settings;

namespace Platen.Contracts;

/// <summary>
/// A machine's new shipping address on the contracts that it is on, also in their drafts (L-10); where the dealer wants it so. Each gets
/// a version, which needs no approval: nothing that is billed hangs on it.
/// </summary>
sealed class FollowMachine(AuditTrail trail)
{
    /// <returns>What was changed about contracts, for the change of the machine to sign.</returns>
    public async Task<IReadOnlyList<Change>> Run(WriteTransaction write, Db db, long revision, Machine machine, CancellationToken cancellation)
    {
        if (!(await SettingsStore.Get<BillingRules>(write.Connection, cancellation)).UpdateShippingAddresses)
            return [];
        var ids = await db.ContractMachines.Where(row => row.MachineId == machine.Id).Select(row => row.ContractId).ToListAsync(cancellation);
        // Another customer's contract has no such address.
        var contracts = await db.Contracts.AsTracking().Where(row => EF.Parameter(ids).Contains(row.Id) && row.CustomerId == machine.CustomerId && row.Status != ContractStatus.Closed)
            .OrderBy(row => row.Number).ToListAsync(cancellation);
        var yearEnd = await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation);
        var changes = new List<Change>();
        foreach (var contract in contracts)
        {
            var hand = await ContractInHand.Within(write, db, trail, revision, contract, cancellation);
            if (await Write(hand, machine, yearEnd, cancellation))
                changes.Add(await hand.Keep("contract.machine-moved", null, new { machine = machine.Serial, machine.ShippingAddress }, cancellation));
        }

        return changes;
    }

    /// <returns>False: it says so already.</returns>
    static async Task<bool> Write(ContractInHand hand, Machine machine, int yearEnd, CancellationToken cancellation)
    {
        var own = await HeaderDocument.Of(hand.Db, hand.Contract, cancellation);
        var schedule = TermsChain.Schedule(hand.Contract, hand.Versions, yearEnd);
        var first = await UnbilledPeriod.First(hand.Db, hand.Contract.Id, cancellation);
        var periods = hand.Versions.Where(version => version.Approved).Select(version => version.FromPeriod < first ? first.Value : version.FromPeriod);
        var drafts = hand.Drafts.ToList();
        var moved = (
            from period in periods.Distinct().Order()
            let terms = schedule.GoesOn(schedule.InForce(period)!, period)
            where terms.Items.Any(item => Moves(item, machine, period))
            select terms).ToList();
        foreach (var terms in moved)
            hand.Approve(hand.Write(own, Moved(terms, machine), $"{machine.Serial} has another shipping address."));
        var waiting = drafts.Where(draft => moved.Count > 0 || TermsDocument.Read(draft.Document).Items.Any(item => Moves(item, machine, draft.FromPeriod))).ToList();
        foreach (var draft in waiting)
            hand.Replace(draft, draft.Header is { } header ? HeaderDocument.Read(header) : own, Moved(TermsDocument.Read(draft.Document), machine));
        return moved.Count + waiting.Count > 0;
    }

    static ContractTerms Moved(ContractTerms terms, Machine machine) => terms with
    {
        Items = Array.ConvertAll(terms.Items, item => Moves(item, machine, terms.From) ? item with { ShippingAddress = machine.ShippingAddress } : item),
    };

    /// <summary>An item that is on the contract then, and says another address.</summary>
    static bool Moves(ContractItem item, Machine machine, Period from) =>
        item.Machine == machine.Serial && item.ShippingAddress != machine.ShippingAddress && (item.Until is null || item.Until >= from.FirstDay);
}
