using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;

namespace Platen.Billing.Prepaid;

/// <summary>Reads the prepaid lives of all contracts, billed now or not, set-wise, as the terms in force have them.</summary>
static class PrepaidLives
{
    /// <param name="db">The tables as whoever asks may see them: what is of others' accounts is left out.</param>
    public static async Task<List<PrepaidLife>> Read(Database database, Db db, DateOnly today, CancellationToken cancellation)
    {
        if (await db.Company.SingleOrDefaultAsync(cancellation) is not { } company)
            return [];
        var tables = await RunTables.Read(database, db, company, today, cancellation);
        var types = await ListSetup.PrepaidTypes(db, cancellation);
        await using var connection = await database.Connect(cancellation);
        var contracts = await new RunInputs(database, company, tables, types).Read(connection, 0, int.MaxValue, Period.Of(today), null, cancellation);
        var ids = contracts.ConvertAll(contract => contract.Id);
        var posted = (await db.BilledPrepaid.Where(row => ids.Contains(row.ContractId)).OrderBy(row => row.Period).ToListAsync(cancellation))
            .ToLookup(row => (row.ContractId, row.Meter, row.StartsOn));
        var facts = await (
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where ids.Contains(contract.Id)
            select new { contract.Id, contract.Type, customer.Code, customer.Name, customer.AccountManager, customer.Email })
            .ToDictionaryAsync(contract => contract.Id, cancellation);
        return
        [
            .. from contract in contracts
               where contract.ToRate.Versions.Length > 0 && facts.ContainsKey(contract.Id)
               let fact = facts[contract.Id]
               let terms = contract.ToRate.Versions[^1]
               from row in terms.Prepaid
               let outlook = Outlook(contract.ToRate, terms, row, [.. posted[(contract.Id, row.Type, row.Start)]], today)
               select new PrepaidLife(
                   contract.Id, contract.ToRate.Contract, contract.Status, types.Contains(fact.Type), fact.Code, fact.Name, fact.AccountManager, fact.Email, outlook, EndsIn(contract.ToRate, row)),
        ];
    }

    /// <summary>Prepaid copies are billed in the contract's cycle (N-6).</summary>
    static Period? EndsIn(ContractToRate contract, PrepaidMeter row)
    {
        var (last, longest) = (Period.Of(row.End), contract.Versions.Max(version => version.CycleMonths));
        return new Schedule(contract.Versions, contract.Start, contract.End, contract.FinancialYearEndMonth).DueAfter(last.AddMonths(-1), last.AddMonths(longest)) is [var first, ..] ? first : null;
    }

    static PrepaidOutlook Outlook(ContractToRate contract, ContractTerms terms, PrepaidMeter row, List<BilledPrepaid> posted, DateOnly today) => PrepaidOutlook.Of(
        row,
        posted.ConvertAll(charge => new PrepaidPoint(charge.Period.LastDay, charge.Used)),
        posted.Exists(charge => charge.IsOver),
        PrepaidOutlook.ReadSince(contract, terms, row.Type),
        today);
}
