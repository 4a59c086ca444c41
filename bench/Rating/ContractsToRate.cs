using Platen.Rating;

namespace Platen.Bench.Rating;

/// <summary>Made-up contracts with all that rating needs: ten machines' meters each, priced alone in four levels.</summary>
static class ContractsToRate
{
    public const int ChargesEach = 10;

    public static readonly Period Period = new(2026, 2);

    public static ContractToRate[] Make(int count)
    {
        var contracts = new ContractToRate[count];
        for (var i = 0; i < count; i++)
            contracts[i] = Make(i, pooled: false);
        return contracts;
    }

    /// <summary>One contract; with <paramref name="pooled"/> its ten meters are two pools of five machines.</summary>
    public static ContractToRate Make(int number, bool pooled)
    {
        string[] types = ["Mono", "Colour"];
        var items = new ContractItem[ChargesEach / 2];
        var meters = new Dictionary<MeterKey, MeterHistory>();
        var billed = new Dictionary<string, Period>();
        for (var i = 0; i < items.Length; i++)
        {
            var serial = string.Create(CultureInfo.InvariantCulture, $"S{number:000000}-{i}");
            items[i] = new ContractItem { Machine = serial, Meters = [.. types.Select(type => Meter(type, pooled))] };
            foreach (var type in types)
            {
                // From within the minimum to the last level.
                var copies = (number * 7 + i * 1301) % 9000;
                meters[new MeterKey(serial, type)] = new MeterHistory(
                    10_000_000,
                    new BilledReading(Period.AddMonths(-1), new DateOnly(2026, 1, 31), 50_000, IsEstimate: false),
                    [new MeterReading(new DateOnly(2026, 2, 27), 50_000 + copies, ReadingSource.Collector)]);
                billed[pooled ? $"pool/{type}" : $"meter/{serial}/{type}"] = Period.AddMonths(-1);
            }
        }

        return new ContractToRate
        {
            Contract = string.Create(CultureInfo.InvariantCulture, $"CPC{number:0000000}"),
            Customer = "CUST-A",
            Currency = "ZAR",
            TaxRate = 15,
            FinancialYearEndMonth = 12,
            Start = new DateOnly(2025, 1, 1),
            Versions =
            [
                new ContractTerms
                {
                    From = new Period(2025, 1),
                    Items = items,
                    AggregateMeters = pooled ? [.. types.Select(Pool)] : [],
                },
            ],
            Meters = meters,
            BilledThrough = billed,
        };
    }

    static PoolMeter Pool(string type) => new() { Type = type, MinBilling = 500, MinQuantity = 1000, Levels = Levels() };

    static ItemMeter Meter(string type, bool pooled) => new()
    {
        Type = type,
        Aggregate = pooled,
        StartReading = 0,
        ReadingDate = new DateOnly(2024, 12, 31),
        MinBilling = pooled ? 0 : 100,
        MinQuantity = pooled ? 0 : 1000,
        Levels = pooled ? [] : Levels(),
    };

    static Level[] Levels() =>
    [
        new() { From = 0, UnitCharge = 0.05m },
        new() { From = 2001, UnitCharge = 0.045m },
        new() { From = 4001, UnitCharge = 0.0425m },
        new() { From = 8001, UnitCharge = 0.04m },
    ];
}
