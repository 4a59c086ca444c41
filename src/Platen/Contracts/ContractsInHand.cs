using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>Contracts by a part of whatever is in hand: their number, type, customer or machine, and what their terms name (<see cref="FoundBy"/>).</summary>
static class ContractsInHand
{
    /// <summary>So many payers and suppliers are looked up by a part of their name; who has more in hand types on.</summary>
    const int MostParties = 20;

    /// <param name="part">Empty: all.</param>
    public static async Task<IQueryable<Contract>> With(this IQueryable<Contract> contracts, Db db, string part, CancellationToken cancellation)
    {
        if (part == "")
            return contracts;
        var text = part.ToLowerInvariant();
        var type = text.Replace(' ', '-');
        var parties = (await db.Customers.Where(party => party.Name.ToLower().Contains(text)).OrderBy(party => party.Code).Take(MostParties)
            .Select(party => party.Code.ToLower()).ToListAsync(cancellation)).ConvertAll(FoundBy.Line);
        return
            from contract in contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where contract.Number.ToLower().Contains(text) || customer.Name.ToLower().Contains(text) || customer.Code.ToLower().Contains(text)
                || contract.Type.Contains(type) || contract.FoundBy!.Contains(text) || EF.Parameter(parties).Any(line => contract.FoundBy!.Contains(line))
                || db.ContractMachines.Any(item => item.ContractId == contract.Id
                    && db.Machines.Any(machine => machine.Id == item.MachineId && (machine.Serial.ToLower().Contains(text) || machine.Location!.ToLower().Contains(text)
                        || machine.Model!.ToLower().Contains(text) || machine.AssetRegisterNo!.ToLower().Contains(text))))
            select contract;
    }
}
