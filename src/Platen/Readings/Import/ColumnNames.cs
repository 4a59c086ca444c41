using System.Globalization;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Another tool's names for the columns of its export.</summary>
/// <param name="Columns">
/// Ours to theirs: <c>serial</c>, <c>meter</c>, <c>date</c>, <c>value</c>; or, where each meter has a column of its own,
/// <c>meter:Mono</c> in place of <c>meter</c> and <c>value</c>.
/// </param>
/// <param name="DateFormat">How it writes days, like <c>dd/MM/yyyy</c>; null: 2026-01-31.</param>
sealed record ColumnNames(IReadOnlyDictionary<string, string> Columns, string? DateFormat = null)
{
    public const string Serial = "serial", Meter = "meter", Date = "date", Value = "value", MeterPrefix = "meter:";

    public static readonly ColumnNames Ours = new(new Dictionary<string, string>());

    public bool SaysNothing => Columns.Count == 0 && DateFormat is null;

    /// <exception cref="Refusal">A name is not one of ours, or the day's form is none.</exception>
    public void Check()
    {
        foreach (var ours in Columns.Keys)
        {
            if (ours is not (Serial or Meter or Date or Value) && !(ours.StartsWith(MeterPrefix, StringComparison.Ordinal) && ours.Length > MeterPrefix.Length))
                throw new Refusal($"'{ours}' is no column of readings. Name serial, meter, date or value, or meter:Mono for a column that holds one meter.");
        }

        if (DateFormat is { } format && !TellsTheDay(format))
            throw new Refusal($"'{format}' does not tell a whole day. Write it like dd/MM/yyyy or M/d/yyyy.");
    }

    static bool TellsTheDay(string format)
    {
        var noon = new DateTime(2026, 12, 31, 12, 0, 0, DateTimeKind.Unspecified);
        try
        {
            return DateTime.TryParseExact(noon.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
                && back.Date == noon.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
