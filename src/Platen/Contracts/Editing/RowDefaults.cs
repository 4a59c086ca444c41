using Platen.Data;
using Platen.Rating;
using Platen.Setup;

namespace Platen.Contracts;

/// <summary>
/// What the rows of a contract begin with, by its type and by the fee's: accounts, and what the invoice calls a fee (F-1, GL-1). Only for
/// writing them down: a row is billed by what it says, whatever the dealer's tables say later.
/// </summary>
sealed class RowDefaults(IReadOnlyList<ContractType> types, IReadOnlyList<FeeType> fees)
{
    /// <summary>Where the dealer's tables say nothing.</summary>
    public static readonly RowDefaults BuiltIn = new(ContractType.BuiltIn, []);

    public static async Task<RowDefaults> Of(Db db, CancellationToken cancellation) => new(
        [.. (await ListSetup.Of(db, SetupTables.ContractTypes, cancellation)).Cast<ContractType>()],
        [.. (await ListSetup.Of(db, SetupTables.FeeTypes, cancellation)).Cast<FeeType>()]);

    /// <summary>Fills what new rows leave out.</summary>
    /// <param name="before">The terms whose rows are not new; null: all are.</param>
    public ContractTerms Fill(ContractTerms terms, string? type, ContractTerms? before) => Rows(terms, type, before, (said, usual) => said ?? usual);

    /// <summary>The rows of a contract that becomes another type before it is written: what the one type gave them, the other gives.</summary>
    public ContractTerms Retype(ContractTerms terms, string? from, string? to) =>
        Fill(Rows(terms, from, null, (said, usual) => said == usual ? null : said), to, null);

    /// <summary>The types of the fees that a contract may have; none: any (F-1).</summary>
    public IReadOnlyList<string> FeesOf(string? type) => TypeOf(type)?.FeeTypes ?? [];

    /// <summary>Whether such a contract's meters may be prepaid (P-1).</summary>
    public bool IsPrepaid(string? type) => TypeOf(type)?.Prepaid ?? false;

    /// <param name="choose">Of what a row says and what is usual for it.</param>
    ContractTerms Rows(ContractTerms terms, string? type, ContractTerms? before, Func<string?, string?, string?> choose)
    {
        var usual = TypeOf(type);
        return terms with
        {
            AggregateFees = Array.ConvertAll(terms.AggregateFees, fee => Fee(fee, before?.AggregateFees)),
            AggregateMeters = Array.ConvertAll(terms.AggregateMeters, pool => Price(pool, before?.AggregateMeters)),
            Items = Array.ConvertAll(terms.Items, Item),
        };

        ContractItem Item(ContractItem item)
        {
            var known = before is null ? null : Array.Find(before.Items, other => other.Machine == item.Machine && other.Location == item.Location);
            return item with
            {
                CosAccount = known is null ? choose(item.CosAccount, usual?.CosAccount) : item.CosAccount,
                Fees = Array.ConvertAll(item.Fees, fee => Fee(fee, known?.Fees)),
                // In a pool, the pool's row is what is billed.
                Meters = Array.ConvertAll(item.Meters, meter => meter.Aggregate ? meter : Price(meter, known?.Meters)),
            };
        }

        T Price<T>(T price, T[]? known)
            where T : MeterPrice => Array.Exists(known ?? [], other => other.Type == price.Type) ? price
                : (T)((MeterPrice)price with { Account = choose(price.Account, usual?.Account), CosAccount = choose(price.CosAccount, usual?.CosAccount) });

        Fee Fee(Fee fee, Fee[]? known)
        {
            // One that has no type yet is only begun.
            if (fee.Type.Length == 0 || Array.Exists(known ?? [], other => other.Type == fee.Type))
                return fee;
            var own = fees.FirstOrDefault(row => row.Type == fee.Type);
            return fee with
            {
                Description = choose(fee.Description, own?.Description),
                Account = choose(fee.Account, own?.Account ?? usual?.Account),
                CosAccount = choose(fee.CosAccount, own?.CosAccount ?? usual?.CosAccount),
            };
        }
    }

    ContractType? TypeOf(string? code) => types.FirstOrDefault(row => row.Code == code);
}
