using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>A branch of the dealer: contracts belong to one.</summary>
[Description("A branch of the dealer; contracts belong to one.")]
sealed record Site : ISetupRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    string ISetupRow.Key => Code;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("code", Code).Concat(SetupRules.Named("name", Name));
}
