using System.ComponentModel;
using System.Data.Common;
using Platen.Data;
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

    [Description("Its counters are set to 0 at each billing, so that their use is what they show (RD-1).")]
    [DefaultValue(false)]
    public bool Resets { get; init; }

    string ISetupRow.Key => Type;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("type", Type);
}

/// <summary>The kinds of counters that are not as most are.</summary>
static class MeterTypes
{
    /// <summary>Those that are set to 0 at each billing (RD-1).</summary>
    public static async Task<IReadOnlySet<string>> Resetting(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM setup_rows WHERE name = @name";
        await using var row = await command.Add("@name", SetupTables.MeterTypes.Name).ExecuteReaderAsync(cancellation);
        var resetting = new HashSet<string>();
        while (await row.ReadAsync(cancellation))
        {
            if (SetupTables.MeterTypes.Read(row.GetString(0)) is MeterType { Resets: true } type)
                resetting.Add(type.Type);
        }

        return resetting;
    }
}
