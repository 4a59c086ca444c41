namespace Platen.Rating;

/// <summary>What a charge is for; a run may be limited to one of them (F-5).</summary>
public enum ChargeKind
{
    Meter,
    Fee,
}

/// <summary>
/// One thing a contract charges for in a period: a pool, a machine's meter, or a fee, with its priced lines and all that
/// explains them. Billed at most once for a contract and period, by its <see cref="Key"/> (RUN-7).
/// </summary>
public sealed record Charge
{
    /// <summary>Names the charge within its contract: <c>pool/Mono</c>, <c>meter/2020-00018/Scan</c>, <c>fee/2020-00018/Insurance</c>.</summary>
    public string Key
    {
        // Made when asked for: a preview of ten thousand meters needs no name of theirs.
        get => field ??= Machine is null ? ChargeKey.Pool(Meter!) : ChargeKey.Meter(Machine, Meter!);
        init;
    }

    public ChargeKind Kind => Fee is null ? ChargeKind.Meter : ChargeKind.Fee;

    /// <summary>The billing customer's code (B-1).</summary>
    public required string BillTo { get; init; }

    /// <summary>The meter type, or null for a fee.</summary>
    public string? Meter { get; init; }

    /// <summary>The machine's serial where the charge is one machine's.</summary>
    public string? Machine { get; init; }

    /// <summary>The fee type, or null for a meter.</summary>
    public string? Fee { get; init; }

    /// <summary>What the invoice calls a fee; null: its type.</summary>
    public string? Description { get; init; }

    /// <summary>Where the sale is credited (GL-1); null: where its kind's sales are.</summary>
    public string? Account { get; init; }

    /// <summary>What its sale is called and booked under (GL-2).</summary>
    public SoldProduct? Product { get; init; }

    /// <summary>The cycles billed: one, or more when some were missed (M-18). By the period each ends in.</summary>
    public required Period[] Cycles { get; init; }

    /// <summary>The copies of each machine, in the order of the contract's items; empty for a fee.</summary>
    public MeterCount[] Counts { get; init; } = [];
    public long Copies { get; init; }
    public PricedLine[] Lines { get; init; } = [];

    /// <summary>What it takes of a prepaid life; null where none is running.</summary>
    public PrepaidUse? Prepaid { get; init; }

    /// <summary>Where it is the minimum of several meters: that, and what they came to.</summary>
    public TotalMinimum? Total { get; init; }

    /// <summary>Where it is a fee that goes by days: what of its cycles it is owed for in part (F-7).</summary>
    public FeePart[] Parts { get; init; } = [];

    /// <summary>The sum of the rounded lines.</summary>
    public decimal Amount
    {
        get
        {
            var sum = 0m;
            foreach (var line in Lines)
                sum += line.Amount;
            return sum;
        }
    }

    /// <summary>What a back-to-back supplier is owed for it (B-5); null: none.</summary>
    public Owed? Owed { get; init; }
    public string? Supplier => Owed?.Supplier;
    public decimal Payable => Owed?.Amount ?? 0;

    /// <summary>
    /// The charge's amount by machine, in the order of <see cref="Counts"/>: by copies, equally when there are none (M-17).
    /// A machine whose copies are below 0, after an estimate too high (RD-8), bears nothing.
    /// </summary>
    public decimal[] Shares() => Money.Share(Amount, [.. Counts.Select(count => Math.Max(0, count.Copies))]);

    /// <summary>What a line of it is on an invoice.</summary>
    public LineKind KindOf(PricedLine line) => Fee is not null ? LineKind.Fee : line.Level switch
    {
        PricedLine.Prepaid => LineKind.Prepaid,
        PricedLine.Minimum or PricedLine.Unmade or PricedLine.Total => LineKind.Minimum,
        PricedLine.GivenBack => LineKind.Credit,
        _ => LineKind.Usage,
    };

    /// <summary>A line in words a customer understands: made when asked for.</summary>
    public string Explain(PricedLine line) => KindOf(line) switch
    {
        LineKind.Fee => ExplainFee(line, Description ?? Fee!),
        LineKind.Prepaid => Prepaid!.Explain(Copies),
        LineKind.Minimum when Total is { } total => string.Create(Words.Plain,
            $"Minimum of {total.Least:N2} for all copies{(Machine is null ? "" : " of the machine")}, which came to {total.Came:N2}"),
        LineKind.Minimum when line.Level == PricedLine.Unmade => string.Create(Words.Plain,
            $"Minimum of {Words.Copies(line.LastCopy)}: {line.Quantity:N0} not made, at {line.UnitCharge:#,##0.00####}"),
        LineKind.Credit => string.Create(Words.Plain, $"{Words.Copies(line.Quantity)} paid for before and not made then, given back at {line.UnitCharge:#,##0.00####}"),
        LineKind.Minimum when Prepaid is { FullCycles: var cycles } => $"Not prepaid, minimum {MinimumFor(line, cycles)}",
        LineKind.Minimum => $"Minimum {MinimumFor(line, Cycles.Length)}",
        LineKind.FinanceLimit or LineKind.Variance or LineKind.Manual => throw new System.Diagnostics.UnreachableException("No charge of a contract has such a line."),
        LineKind.Usage => string.Create(Words.Plain,
            $"{(Prepaid is null ? "" : "Not prepaid, ")}{line.FirstCopy:N0} to {line.LastCopy:N0}: {Words.Copies(line.Quantity)} at {line.UnitCharge:#,##0.00####}"),
    };

    string ExplainFee(PricedLine line, string fee) => line.Level == PricedLine.Part
        ? string.Create(Words.Plain, $"{fee}, {DateOnly.FromDayNumber((int)line.FirstCopy):yyyy-MM-dd} to {DateOnly.FromDayNumber((int)line.LastCopy):yyyy-MM-dd}: {line.Quantity} of {DaysOf(line)} days")
        : Cycles.Length == 1 ? fee
        : Parts.Length > 0 ? string.Create(Words.Plain, $"{fee} for {line.Quantity} whole {(line.Quantity == 1 ? "cycle" : "cycles")}")
        : string.Create(Words.Plain, $"{fee} for {Cycles.Length} cycles, {Cycles[0]} to {Cycles[^1]}");

    /// <summary>Of how many days a line's quantity is; null where it is not of days.</summary>
    internal int? DaysOf(PricedLine line) => line.Level == PricedLine.Part ? Array.Find(Parts, part => part.First.DayNumber == line.FirstCopy).Of : null;

    string MinimumFor(PricedLine line, int cycles)
    {
        var copies = line.Quantity switch
        {
            0 => $"for {Words.Meter(Meter!)} copies",
            1 => $"for the first {Words.Meter(Meter!)} copy",
            _ => string.Create(Words.Plain, $"for the first {line.Quantity:N0} {Words.Meter(Meter!)} copies"),
        };
        var where = Machine is null && Counts.Length > 0 ? $" on {Words.Machines(Counts.Length)}" : "";
        return copies + where + (cycles == 1 ? "" : string.Create(Words.Plain, $", {cycles} cycles"));
    }
}

/// <summary>What a back-to-back supplier is owed.</summary>
/// <param name="Supplier">Its code.</param>
public sealed record Owed(string Supplier, decimal Amount);
