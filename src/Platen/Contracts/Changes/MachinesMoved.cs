using Microsoft.EntityFrameworkCore;
using Platen.Audit;

namespace Platen.Contracts;

/// <summary>
/// Machines stand where their items on a contract say, once that counts (L-10); where the dealer wants it so. An item that says what
/// it said before moves nothing.
/// </summary>
static class MachinesMoved
{
    /// <param name="counting">The versions that count from now on.</param>
    /// <returns>What was changed about machines; they are saved with the contract.</returns>
    public static async Task<IReadOnlyList<Change>> By(ContractInHand hand, IReadOnlyCollection<TermsVersion> counting, long revision, CancellationToken cancellation)
    {
        if (counting.Count == 0 || !(await hand.Rules(cancellation)).UpdateShippingAddresses)
            return [];
        var before = TermsChain.Billing([.. hand.Versions.Where(version => version.Approved && !counting.Contains(version))]);
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var version in counting)
        {
            var was = Addresses(before.LastOrDefault(other => other.FromPeriod <= version.FromPeriod));
            foreach (var (serial, address) in Addresses(version).Where(item => was.GetValueOrDefault(item.Key) != item.Value))
                asked[serial] = address;
        }

        var changes = new List<Change>();
        foreach (var machine in await hand.Db.Machines.AsTracking().Where(row => EF.Parameter(asked.Keys.ToList()).Contains(row.Serial)).OrderBy(row => row.Serial).ToListAsync(cancellation))
        {
            var address = asked[machine.Serial];
            if (machine.ShippingAddress == address)
                continue;
            changes.Add(new Change("machine.moved", "machine", machine.Serial, new { machine.ShippingAddress }, new { ShippingAddress = address, contract = hand.Contract.Number }));
            (machine.ShippingAddress, machine.Revision) = (address, revision);
        }

        return changes;
    }

    /// <summary>By serial; the last that is said of one that came back.</summary>
    static Dictionary<string, string?> Addresses(TermsVersion? version)
    {
        var addresses = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var item in version is null ? [] : TermsDocument.Read(version.Document).Items.Where(item => item.Machine is not null))
            addresses[item.Machine!] = item.ShippingAddress;
        return addresses;
    }
}
