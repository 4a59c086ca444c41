namespace Platen.Rating;

/// <summary>
/// A contract as it stands for one period: terms, what was counted, and what was billed before. All that rating sees.
/// </summary>
public sealed record ContractToRate
{
    public required string Contract { get; init; }

    /// <summary>The contract's customer, billed where no other payer is named (B-1).</summary>
    public required string Customer { get; init; }

    /// <summary>The currency of terms that name none (T-1).</summary>
    public required string Currency { get; init; }

    /// <summary>Percent; the tax of terms that name none (T-1).</summary>
    public required decimal TaxRate { get; init; }
    public required int FinancialYearEndMonth { get; init; }
    public required DateOnly Start { get; init; }
    public DateOnly? End { get; init; }

    /// <summary>Approved versions, oldest first.</summary>
    public required ContractTerms[] Versions { get; init; }
    public required Dictionary<MeterKey, MeterHistory> Meters { get; init; }

    /// <summary>The last period in which each charge was billed, by its key (RUN-7).</summary>
    public Dictionary<string, Period> BilledThrough { get; init; } = [];

    /// <summary>What was used of each prepaid life so far, by meter type and start; null where nothing was prepaid.</summary>
    public Dictionary<(string Meter, DateOnly Start), PrepaidSoFar>? Prepaid { get; init; }

    /// <summary>Copies short of a rolling minimum that were paid for and not given back yet, oldest first, by charge; null where there are none.</summary>
    public Dictionary<string, IReadOnlyList<UnmadeCopies>>? Unmade { get; init; }

    /// <summary>What is sold, by code; one that is not among them is only a name.</summary>
    public IReadOnlyDictionary<string, SoldProduct> Products { get; init; } = System.Collections.Frozen.FrozenDictionary<string, SoldProduct>.Empty;

    /// <summary>Periods in which the contract was suspended: never billed, and never made up for (M-18).</summary>
    public IReadOnlySet<Period> Suspended { get; init; } = System.Collections.Frozen.FrozenSet<Period>.Empty;

    /// <summary>Which readings may close a period (RD-7).</summary>
    public ReadingWindow Window { get; init; } = ReadingWindow.Usual;

    /// <summary>Only this kind of charge (F-5); null: all.</summary>
    public ChargeKind? Only { get; init; }

    /// <summary>The first day an item is on the contract; null is the contract itself.</summary>
    public DateOnly BeginOf(ContractItem? item) => item?.From is { } from && from > Start ? from : Start;

    /// <summary>The last such day; null when open.</summary>
    public DateOnly? EndOf(ContractItem? item) => item?.Until is { } until && (End is null || until < End) ? until : End;
}

/// <summary>What a contract owes for a period, and what stands in the way.</summary>
/// <param name="Terms">The version that priced it; null when none is in force or nothing is due.</param>
public sealed record RatedContract(
    string Contract,
    string Customer,
    string Currency,
    decimal TaxRate,
    ContractTerms? Terms,
    IReadOnlyList<Charge> Charges,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>Asked to be billed charge by charge: what is ready is, and what a reading is missing for waits (RUN-8).</summary>
    public bool BillsWhatIsReady { get; init; }

    /// <summary>Something of it cannot be billed.</summary>
    public bool IsIncomplete => Problems.Any(problem => problem.Severity == Severity.Blocking);

    /// <summary>A blocking problem holds back the whole contract, its fees too, so that a customer gets one invoice (RUN-8).</summary>
    public bool IsHeldBack => BillsWhatIsReady ? Problems.Any(problem => problem is { Severity: Severity.Blocking, IsOfCharge: false }) : IsIncomplete;
}
