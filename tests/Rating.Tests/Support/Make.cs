namespace Platen.Rating.Tests.Support;

/// <summary>Small parts of terms, each in one line, so that a test shows only the facts that matter to it.</summary>
static class Make
{
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Period Month(string text) => Period.Parse(text);

    public static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>M1, M2, M3, ...</summary>
    public static string Serial(int index) => "M" + (index + 1).ToString(CultureInfo.InvariantCulture);

    public static Level[] Levels(params (long From, decimal UnitCharge)[] levels) =>
        [.. levels.Select(level => new Level { From = level.From, UnitCharge = level.UnitCharge })];

    /// <summary>Levels as a dealer types them: <c>0->0.50, 2001->0.60</c>.</summary>
    public static Level[] Levels(string text) => Levels(
        [.. text.Split(", ").Select(level => level.Split("->")).Select(level =>
            (long.Parse(level[0], CultureInfo.InvariantCulture), Decimal(level[1])))]);

    public static PoolMeter Pool(string type, decimal minimum, long quantity, params (long From, decimal UnitCharge)[] levels) =>
        new() { Type = type, MinBilling = minimum, MinQuantity = quantity, Levels = Levels(levels) };

    /// <summary>A machine's meter whose copies go to the pool; read 0 on the day before 2026.</summary>
    public static ItemMeter Pooled(string type, string readOn = "2025-12-31", long start = 0) =>
        new() { Type = type, Aggregate = true, StartReading = start, ReadingDate = Day(readOn) };

    /// <summary>A machine's meter priced alone; read 0 on the day before 2026.</summary>
    public static ItemMeter Alone(string type, decimal minimum, long quantity, params (long From, decimal UnitCharge)[] levels) =>
        new()
        {
            Type = type,
            MinBilling = minimum,
            MinQuantity = quantity,
            Levels = Levels(levels),
            StartReading = 0,
            ReadingDate = Day("2025-12-31"),
        };

    public static ContractItem Machine(string serial, params ItemMeter[] meters) => new() { Machine = serial, Meters = meters };

    public static PrepaidMeter Prepaid(string type, long included, string end = "2026-12-31", Crossing crossing = Crossing.SplitAtLimit) =>
        new() { Type = type, Start = Day("2026-01-01"), End = Day(end), IncludedUsage = included, Crossing = crossing };

    public static Fee Fee(string type, decimal amount) => new() { Type = type, Amount = amount };
}
