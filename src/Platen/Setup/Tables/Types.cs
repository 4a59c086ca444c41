using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>A kind of fee, with what a new fee of it begins with (F-1, GL-1).</summary>
[Description("A kind of fee, with what a new fee of it begins with.")]
sealed record FeeType : ISetupRow
{
    public required string Type { get; init; }

    [Description("What the invoice calls it.")]
    public string? Description { get; init; }
    public string? Account { get; init; }
    public string? CosAccount { get; init; }

    string ISetupRow.Key => Type;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("type", Type).Concat(SetupRules.Accounts(Account, CosAccount));
}

/// <summary>A kind of counter: Mono, Colour.</summary>
[Description("A kind of counter: Mono, Colour.")]
sealed record MeterType : ISetupRow
{
    public required string Type { get; init; }
    public string? Description { get; init; }

    string ISetupRow.Key => Type;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("type", Type);
}
