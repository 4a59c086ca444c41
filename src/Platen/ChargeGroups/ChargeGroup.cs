using System.Text.Json;
using Platen.Data;
using Platen.Rating;

namespace Platen.ChargeGroups;

/// <summary>
/// Machines of one customer for which a finance company pays up to a limit every period, and the customer what goes beyond it
/// over a cycle (G-1). Its name, customer, first period and cycle stay once it was billed.
/// </summary>
sealed class ChargeGroup
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public int CustomerId { get; set; }

    /// <summary>The finance company, which is kept among the customers.</summary>
    public int FinancedById { get; set; }

    /// <summary>The first period whose charges go through it.</summary>
    public Period StartPeriod { get; set; }

    /// <summary>The last one; null while it is open (G-12).</summary>
    public Period? EndPeriod { get; set; }
    public int CycleMonths { get; set; } = 1;

    /// <summary>Before tax, a period, in the customer's currency.</summary>
    public decimal LimitAmount { get; set; }
    public required string ChargeProduct { get; set; }

    /// <summary>A JSON list of <see cref="ExcessProduct"/>; null: none.</summary>
    public string? ExcessProducts { get; set; }
    public long Revision { get; set; }

    public static IReadOnlyList<ExcessProduct> Read(string? products) =>
        products is null ? [] : JsonSerializer.Deserialize<List<ExcessProduct>>(products, Json.Options)!;

    public static string? Write(IReadOnlyList<ExcessProduct> products) => products.Count == 0 ? null : JsonSerializer.Serialize(products, Json.Options);

    public GroupTerms Terms(string customer, string financedBy) => new()
    {
        Name = Name,
        Customer = customer,
        FinancedBy = financedBy,
        Start = StartPeriod,
        End = EndPeriod,
        CycleMonths = CycleMonths,
        Limit = LimitAmount,
        ChargeProduct = ChargeProduct,
        ExcessProducts = Read(ExcessProducts),
    };
}

/// <summary>A machine in a group, from and up to and including the periods in whose runs it counts (G-11).</summary>
sealed class GroupMachine
{
    public required int GroupId { get; init; }
    public required int MachineId { get; init; }
    public required Period FromPeriod { get; init; }

    /// <summary>Null while it is in it.</summary>
    public Period? UntilPeriod { get; set; }

    public bool IsIn(Period period) => FromPeriod <= period && (UntilPeriod is not { } until || period <= until);
}
