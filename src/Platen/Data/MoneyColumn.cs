namespace Platen.Data;

/// <summary>
/// Money in SQLite: a whole number of millionths in 64 bits, exact and quick to add and sort, up to 9.2 million million.
/// PostgreSQL has its own numeric.
/// </summary>
static class MoneyColumn
{
    const decimal Scale = 1_000_000;

    /// <summary>Rounded as PostgreSQL's numeric(19,6) rounds, should there be more decimals.</summary>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static long ToStored(decimal amount) => decimal.ToInt64(decimal.Round(amount * Scale, MidpointRounding.AwayFromZero));

    public static decimal FromStored(long stored) => stored / Scale;
}
