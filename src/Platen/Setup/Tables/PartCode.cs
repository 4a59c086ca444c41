using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>What a machine is bought and sold as. A new machine of it begins with its description, model, category and meters.</summary>
[Description("What a machine is bought and sold as. A new machine of it begins with its description, model, category and meters.")]
sealed record PartCode : ISetupRow
{
    public required string Code { get; init; }
    public string? Description { get; init; }
    public string? Model { get; init; }
    public string? Category { get; init; }

    [DefaultValue(null)]
    public IReadOnlyList<PartMeter> Meters { get; init; } = [];

    string ISetupRow.Key => Code;

    IEnumerable<Fault> ISetupRow.Faults()
    {
        foreach (var fault in SetupRules.Named("code", Code))
            yield return fault;
        for (var i = 0; i < Meters.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Meters[i].Type) || Meters.Take(i).Any(before => before.Type == Meters[i].Type))
                yield return new Fault(FormattableString.Invariant($"meters[{i}].type"), "Each meter type stands once, and is not empty.");
            if (Meters[i].Digits is < 1 or > 18)
                yield return new Fault(FormattableString.Invariant($"meters[{i}].digits"), "A counter has 1 to 18 digits.");
        }
    }
}

/// <summary>A counter that comes with every new machine of a part code.</summary>
sealed record PartMeter
{
    public required string Type { get; init; }

    [Description("The counter begins again after so many nines. Default 9.")]
    public int Digits { get; init; } = 9;

    /// <summary>The count at which it shows 0 again.</summary>
    internal long RollsOverAt => Enumerable.Repeat(10L, Digits).Aggregate(1L, (size, ten) => size * ten);
}
