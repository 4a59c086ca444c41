using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>A kind of contract: how it is numbered, what it may charge, and whether it is billed at all.</summary>
[Description("A kind of contract: how it is numbered, which fees it may have, whether it is billed.")]
sealed record ContractType : ISetupRow
{
    public required string Code { get; init; }

    [DefaultValue(null)]
    public string? Name { get; init; }

    [Description("What its contracts' numbers begin with, before seven digits (L-6); default the first letters of the code.")]
    public string? Prefix { get; init; }

    [Description("The least number that the next contract may get.")]
    [DefaultValue(1)]
    public int NextNumber { get; init; } = 1;

    [Description("Types of the fees that such a contract may have; any where none is named (F-1).")]
    [DefaultValue(null)]
    public IReadOnlyList<string> FeeTypes { get; init; } = [];

    [Description("Its contracts are not billed (L-3).")]
    [DefaultValue(false)]
    public bool ExcludedFromBilling { get; init; }

    [Description("Its meters may be prepaid (P-1).")]
    [DefaultValue(false)]
    public bool Prepaid { get; init; }

    [Description("Where the charges of a new contract's rows are credited (GL-1); a fee's where its type names none.")]
    public string? Account { get; init; }

    [Description("The cost of sales of a new contract's items and rows (GL-1).")]
    public string? CosAccount { get; init; }

    /// <summary>Those that exist from the start.</summary>
    public static IReadOnlyList<ContractType> BuiltIn { get; } =
    [
        new() { Code = "cost-per-copy", Name = "Cost per copy", Prefix = "CPC" },
        new() { Code = "prepaid", Name = "Prepaid", Prefix = "PPC", Prepaid = true },
    ];

    string ISetupRow.Key => Code;

    IEnumerable<Fault> ISetupRow.Faults()
    {
        foreach (var fault in SetupRules.Named("code", Code).Concat(SetupRules.Accounts(Account, CosAccount)))
            yield return fault;
        if (Prefix is not null && (Prefix.Length is 0 or > 10 || !Prefix.All(char.IsAsciiLetterOrDigit)))
            yield return new Fault("prefix", "A prefix is 1 to 10 letters or digits, like CPC.");
        if (NextNumber is < 1 or > 9_999_999)
            yield return new Fault("nextNumber", "A contract's number is 1 to 9,999,999.");
    }
}
