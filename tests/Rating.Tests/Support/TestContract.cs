using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Support;

/// <summary>
/// A contract from 2026-01-01, billed monthly to CUST-A in ZAR at 15 % tax: each call adds one fact, and
/// <see cref="Rate"/> rates it.
/// </summary>
sealed class TestContract(params ContractItem[] items)
{
    readonly Dictionary<MeterKey, List<MeterReading>> _readings = [];
    readonly Dictionary<MeterKey, BilledReading> _lastBilled = [];
    readonly Dictionary<string, Period> _billedThrough = [];
    readonly Dictionary<(string Meter, DateOnly Start), PrepaidSoFar> _prepaid = [];

    public ContractToRate Contract { get; set; } = new()
    {
        Contract = "CPC0000001",
        Customer = "CUST-A",
        Currency = "ZAR",
        TaxRate = 15,
        FinancialYearEndMonth = 12,
        Start = new DateOnly(2026, 1, 1),
        Versions = [],
        Meters = new Dictionary<MeterKey, MeterHistory>(),
    };

    public ContractTerms Terms { get; set; } = new() { From = new Period(2026, 1), Items = items };

    /// <summary>Versions after the first.</summary>
    public List<ContractTerms> Later { get; } = [];

    public long RollsOverAt { get; set; } = 1_000_000_000;

    public TestContract Pooling(params PoolMeter[] pools)
    {
        Terms = Terms with { AggregateMeters = pools };
        return this;
    }

    public TestContract Prepaying(params PrepaidMeter[] meters)
    {
        Terms = Terms with { Prepaid = meters };
        return this;
    }

    /// <summary>So much of a prepaid life was used before.</summary>
    public TestContract Used(PrepaidMeter meter, long used, bool isOver = false)
    {
        _prepaid[(meter.Type, meter.Start)] = new PrepaidSoFar(used, isOver);
        return this;
    }

    /// <summary>So many copies of a rolling minimum were paid for and not made.</summary>
    public TestContract Unmade(string charge, IReadOnlyList<UnmadeCopies> copies)
    {
        Contract = Contract with { Unmade = new(StringComparer.Ordinal) { [charge] = copies } };
        return this;
    }

    public TestContract Quarterly(int? billingPeriod = null)
    {
        Terms = Terms with { CycleMonths = 3, BillingPeriod = billingPeriod };
        return this;
    }

    public TestContract Read(string machine, string meter, string date, long value) =>
        Read(machine, meter, new MeterReading(Day(date), value));

    public TestContract Read(string machine, string meter, params MeterReading[] readings)
    {
        var key = new MeterKey(machine, meter);
        if (!_readings.TryGetValue(key, out var known))
            _readings.Add(key, known = []);
        known.AddRange(readings);
        return this;
    }

    /// <summary>The meter was last billed in a period, with a closing reading.</summary>
    public TestContract BilledReading(string machine, string meter, string period, string date, long value, bool isEstimate = false)
    {
        _lastBilled[new MeterKey(machine, meter)] = new BilledReading(Month(period), Day(date), value, isEstimate);
        return this;
    }

    /// <summary>A charge was last billed in a period.</summary>
    public TestContract Billed(string charge, string period)
    {
        _billedThrough[charge] = Month(period);
        return this;
    }

    public ContractToRate Build()
    {
        ContractTerms[] versions = [Terms, .. Later];
        var meters = new Dictionary<MeterKey, MeterHistory>();
        foreach (var item in versions.SelectMany(version => version.Items).Where(item => item.Machine is not null))
        {
            foreach (var key in item.Meters.Select(meter => new MeterKey(item.Machine!, meter.Type)))
            {
                BilledReading? last = _lastBilled.TryGetValue(key, out var billed) ? billed : null;
                meters[key] = new MeterHistory(RollsOverAt, last, [.. _readings.GetValueOrDefault(key, [])]);
            }
        }

        return Contract with { Versions = versions, Meters = meters, BilledThrough = _billedThrough, Prepaid = _prepaid };
    }

    public RatedContract Rate(string period = "2026-01") => ContractRating.Rate(Build(), Month(period));

    /// <summary>The contract's only charge, with nothing in its way.</summary>
    public Charge RateOne(string period = "2026-01")
    {
        var rated = Rate(period);
        Assert.DoesNotContain(rated.Problems, problem => problem.Severity == Severity.Blocking);
        return Assert.Single(rated.Charges);
    }

    public IReadOnlyList<InvoiceDraft> Invoices(string period = "2026-01") =>
        Invoicing.Draft([Rate(period)], _ => default);
}
