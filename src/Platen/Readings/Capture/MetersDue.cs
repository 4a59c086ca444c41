using System.Data.Common;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Meters that are to be read: a query and its parameters.</summary>
interface IMetersDue
{
    /// <summary>Which readings are of this occasion.</summary>
    ReadingWindow Window { get; }

    OddRules Odd { get; }

    CaptureSql Sql { get; }

    DbCommand AddTo(DbCommand command);
}

/// <summary>Those of a month, by the dealer's rules.</summary>
sealed class MetersDue(Period period, IntakeRules rules) : IMetersDue
{
    public ReadingWindow Window => rules.Window;

    public OddRules Odd { get; } = new(rules.Rules.OddPercent);

    public CaptureSql Sql => new(CaptureSql.DueInMonth(rules.ResetsSql), Odd);

    public DbCommand AddTo(DbCommand command)
    {
        rules.AddResets(command);
        return new CaptureMonth(period, Window).AddTo(command);
    }
}
