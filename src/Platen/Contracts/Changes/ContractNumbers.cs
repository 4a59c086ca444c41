using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Setup;

namespace Platen.Contracts;

/// <summary>Numbers for new contracts: a prefix of the type and seven digits, counted by type (L-6): CPC0000001.</summary>
static class ContractNumbers
{
    public static async Task<string> Next(Db db, string type, CancellationToken cancellation)
    {
        var known = (await ListSetup.Of(db, SetupTables.ContractTypes, cancellation)).Cast<ContractType>().FirstOrDefault(row => row.Code == type);
        var prefix = known?.Prefix ?? Prefix(type);
        var least = known?.NextNumber ?? 1;
        while (true)
        {
            var no = await Sequences.Take(db.Database.GetDbConnection(), $"contract {prefix}", 1, cancellation);
            if (no < least)
                no = await Sequences.Take(db.Database.GetDbConnection(), $"contract {prefix}", least - no, cancellation) + least - no - 1;
            var number = string.Create(CultureInfo.InvariantCulture, $"{prefix}{no:0000000}");
            // A book may have brought it.
            if (!await db.Contracts.AnyAsync(contract => contract.Number == number, cancellation))
                return number;
        }
    }

    /// <summary>The words' first letters, or a single word's first three: cost-per-copy is CPC, rental REN.</summary>
    static string Prefix(string type)
    {
        var words = type.Split('-', ' ').Where(word => word.Length > 0).ToList();
        return (words.Count > 1 ? string.Concat(words.Select(word => word[0])) : words[0][..Math.Min(3, words[0].Length)]).ToUpperInvariant();
    }
}
