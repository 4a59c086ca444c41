using Platen.Rating;

namespace Platen.Bench.Rating;

/// <summary>Made-up contracts with all that rating needs: ten machines' meters each, priced alone in four levels.</summary>
static class ContractsToRate
{
    public const int ChargesEach = 10;

    public static readonly Period Period = new(2026, 2);

    static readonly string[] Types = ["Mono", "Colour"];

    public static ContractToRate[] Make(int count)
    {
        var contracts = new ContractToRate[count];
        for (var i = 0; i < count; i++)
            contracts[i] = One(i);
        return contracts;
    }

    static ContractToRate One(int number)
    {
        var items = new ContractItem[ChargesEach / Types.Length];
        var meters = new Dictionary<MeterKey, MeterHistory>();
        var billed = new Dictionary<string, Period>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new ContractItem { Machine = Serial(number, i), Meters = [.. Types.Select(Meter)] };
            for (var type = 0; type < Types.Length; type++)
            {
                var key = new MeterKey(Serial(number, i), Read(Types[type]));
                meters[key] = History(Copies(number, i * Types.Length + type));
                billed[$"meter/{key.Machine}/{key.Meter}"] = Period.AddMonths(-1);
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
            Versions = [new ContractTerms { From = new Period(2025, 1), Items = items }],
            Meters = meters,
            BilledThrough = billed,
        };
    }

    /// <summary>From within the minimum to the last level: each contract has one meter in each tenth, each in another order.</summary>
    static long Copies(int number, int meter) => (meter * 3 + number) % ChargesEach * 900 + (number * 7 + 450) % 900 + 1;

    static MeterHistory History(long copies) => new(
        10_000_000,
        new BilledReading(Period.AddMonths(-1), new DateOnly(2026, 1, 31), 50_000, IsEstimate: false),
        [new MeterReading(new DateOnly(2026, 2, 27), 50_000 + copies, ReadingSource.Collector)]);

    static string Serial(int number, int machine) => string.Create(CultureInfo.InvariantCulture, $"S{number:000000}-{machine}");

    /// <summary>A text as it comes from the database: not the same object as in the terms.</summary>
    static string Read(string text) => new(text.AsSpan());

    static ItemMeter Meter(string type) => new()
    {
        Type = Read(type),
        StartReading = 0,
        ReadingDate = new DateOnly(2024, 12, 31),
        MinBilling = 100,
        MinQuantity = 1000,
        Levels =
        [
            new() { From = 0, UnitCharge = 0.05m },
            new() { From = 2001, UnitCharge = 0.045m },
            new() { From = 4001, UnitCharge = 0.0425m },
            new() { From = 8001, UnitCharge = 0.04m },
        ],
    };
}
