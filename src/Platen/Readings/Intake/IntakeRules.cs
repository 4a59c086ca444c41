using System.Data.Common;
using System.Globalization;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
using Platen.Setup;

namespace Platen.Readings;

/// <summary>What the dealer decided that readings are judged by.</summary>
/// <param name="Resetting">Meter types that are set to 0 at each billing (RD-1).</param>
sealed record IntakeRules(ReadingRules Rules, IReadOnlySet<string> Resetting)
{
    public ReadingWindow Window => Rules.Window;

    /// <summary>SQL: whether a meter's type is set to 0 at each billing (RD-1).</summary>
    public string ResetsSql => Resetting.Count == 0 ? "(1 = 0)" : $"m.type IN ({string.Join(", ", Resetting.Select((_, no) => Name(no)))})";

    public void AddResets(DbCommand command)
    {
        foreach (var (no, type) in Resetting.Index())
            command.Add(Name(no), type);
    }

    static string Name(int no) => string.Create(CultureInfo.InvariantCulture, $"@resets{no}");

    public static async Task<IntakeRules> Read(DbConnection connection, CancellationToken cancellation) => new(
        await SettingsStore.Get<ReadingRules>(connection, cancellation), await MeterTypes.Resetting(connection, cancellation));
}
