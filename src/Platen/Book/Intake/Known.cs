using System.Data.Common;
using Platen.Customers;
using Platen.Data;
using Platen.Setup;

namespace Platen.Book;

/// <summary>A customer that a book may refer to.</summary>
/// <param name="Id">0: it stands in the book with faults, and is not to be missed beside them.</param>
/// <param name="Row">Where it stands in the book; -1 while it does not.</param>
readonly record struct KnownCustomer(int Id, bool Consolidated, int Row = -1);

/// <summary>A machine or contract that is kept already or stands in the book.</summary>
readonly record struct KnownNumber(int Id, int Row = -1);

/// <summary>Every code, serial and number that the data and the book have so far: loaded once, so that no row asks for its own.</summary>
sealed class Known
{
    Dictionary<int, string>? _codes;

    public bool Company { get; set; }
    public HashSet<string> Sites { get; } = new(StringComparer.Ordinal);
    public HashSet<string> CountCycles { get; } = new(StringComparer.Ordinal);

    /// <summary>Contract types whose meters may be prepaid (P-1).</summary>
    public HashSet<string> PrepaidTypes { get; } = new(StringComparer.Ordinal);

    /// <summary>The meters that come along with a new machine of a part code.</summary>
    public Dictionary<string, IReadOnlyList<PartMeter>> PartMeters { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, KnownCustomer> Customers { get; } = new(StringComparer.Ordinal);
    /// <summary>The names of customers' addresses, by customer; only of those that have some.</summary>
    public Dictionary<string, HashSet<string>> Addresses { get; } = new(StringComparer.Ordinal);

    // The three that grow with the dealer, packed.
    public TextTable<KnownNumber> Machines { get; } = new();
    public TextTable<KnownNumber> Contracts { get; } = new();
    public KnownMeters Meters { get; } = new();

    public async Task Load(DbConnection connection, CancellationToken cancellation)
    {
        await Each("SELECT id FROM company", _ => Company = true);
        foreach (var builtIn in ContractType.BuiltIn)
            Add(builtIn);
        await Each("SELECT name, document FROM setup_rows WHERE name IN ('sites', 'contractTypes', 'partCodes', 'countCycles')", row =>
            Add(SetupTables.All.Single(table => table.Name == row.GetString(0)).Read(row.GetString(1))));
        await Each("SELECT code, id, consolidated FROM customers", row =>
            Customers.Add(row.GetString(0), new KnownCustomer(row.GetInt32(1), row.GetBoolean(2))));
        await Each("SELECT code, addresses FROM customers WHERE addresses IS NOT NULL", row =>
            Addresses.Add(row.GetString(0), [.. Address.Read(row.GetString(1)).Select(address => address.Name)]));
        await Each("SELECT serial, id FROM machines", row => Machines[row.GetString(0)] = new KnownNumber(row.GetInt32(1)));
        await Each("SELECT number, id FROM contracts", row => Contracts[row.GetString(0)] = new KnownNumber(row.GetInt32(1)));
        await Each("SELECT m.machine_id, m.type, m.id, m.rolls_over_at, c.cycle FROM meters m LEFT JOIN meter_cycles c ON c.meter_id = m.id", row =>
            Meters[row.GetInt32(0), row.GetString(1)] = new KnownMeter(row.GetInt32(2), row.GetInt64(3), row.TextOrNull(4)));

        async Task Each(string query, Action<DbDataReader> take)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                take(row);
        }
    }

    /// <summary>Remembers a row of the dealer's tables that others refer to.</summary>
    public void Add(ISetupRow row)
    {
        if (row is Site site)
            Sites.Add(site.Code);
        else if (row is CountCycle cycle)
            CountCycles.Add(cycle.Name);
        else if (row is PartCode part)
            PartMeters[part.Code] = part.Meters;
        else if (row is ContractType { Prepaid: true } prepaid)
            PrepaidTypes.Add(prepaid.Code);
        else if (row is ContractType other)
            PrepaidTypes.Remove(other.Code);
    }

    /// <summary>A customer's code by its id; asked only once all customers are in.</summary>
    public string CodeOf(int customer)
    {
        _codes ??= Customers.ToDictionary(known => known.Value.Id, known => known.Key);
        return _codes[customer];
    }
}
