namespace Platen.Rating;

/// <summary>When a contract's terms are billed (C-1, C-2), over all its versions.</summary>
/// <param name="versions">Approved versions, oldest first.</param>
/// <param name="start">The contract's first day.</param>
/// <param name="end">Its last day; null when open.</param>
/// <param name="financialYearEndMonth">1 to 12.</param>
public sealed class Schedule(ContractTerms[] versions, DateOnly start, DateOnly? end, int financialYearEndMonth)
{
    /// <summary>The version that bills a period; null before the first.</summary>
    public ContractTerms? InForce(Period period)
    {
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            if (versions[i].From <= period)
                return versions[i];
        }

        return null;
    }

    /// <summary>
    /// Whether a billing falls in the period: a whole number of cycles after the version's first billing period, and some
    /// of the months it covers lie inside the contract.
    /// </summary>
    public bool IsDue(Period period) => IsDue(period, Cadence.Of);

    /// <summary>The same for something that has a cadence of its own; null where a version does not bill it.</summary>
    bool IsDue(Period period, Func<ContractTerms, Cadence?> cadenceOf)
    {
        if (InForce(period) is not { } terms || cadenceOf(terms) is not { } cadence)
            return false;
        var since = period.MonthsSince(FirstBilling(terms, cadence.BillingPeriod));
        return since >= 0 && since % cadence.CycleMonths == 0
            && (end is null || Covers(cadence.CycleMonths, period).FirstDay <= end);
    }

    /// <summary>
    /// Terms that go on from a later period as another version: its cycles, and those of its fees, stay where they were (C-2).
    /// </summary>
    public ContractTerms GoesOn(ContractTerms terms, Period from) => terms.From >= from ? terms : terms with
    {
        From = from,
        BillingPeriod = terms.BillingPeriod ?? FirstBilling(terms, null).FinancialNumber(financialYearEndMonth),
    };

    /// <summary>What a version from this period on changes: what was in force, as it would go on; the first version before all. Null: none was.</summary>
    public ContractTerms? Before(Period from) => (InForce(from) ?? versions.FirstOrDefault()) is { } terms ? GoesOn(terms, from) : null;

    /// <summary>The first month of the cycle that ends in the period, not before the contract's own first (C-2).</summary>
    public Period Covers(ContractTerms terms, Period period) => Covers(terms.CycleMonths, period);

    /// <summary>The same for copies that have a cycle of their own (N-6).</summary>
    public Period Covers(ContractTerms terms, MeterPrice price, Period period) => Covers(Cadence.OfCopies(terms, price).CycleMonths, period);

    /// <summary>Whether copies are billed in the period: with the contract, where they have no cycle of their own (N-6).</summary>
    public bool IsDue(MeterPrice price, Period period) => IsDue(period, terms => Cadence.OfCopies(terms, price));

    internal Period Covers(int cycleMonths, Period period)
    {
        var first = period.AddMonths(1 - cycleMonths);
        var begin = Period.Of(start);
        return first < begin && begin <= period ? begin : first;
    }

    /// <summary>
    /// The due periods after <paramref name="after"/> up to and including <paramref name="period"/>: more than one when
    /// cycles were missed and are billed together (M-18).
    /// </summary>
    public Period[] DueAfter(Period after, Period period) => DueAfter(after, period, Cadence.Of);

    /// <summary>The same for something with a cadence of its own (F-1).</summary>
    internal Period[] DueAfter(Period after, Period period, Func<ContractTerms, Cadence?> cadenceOf)
    {
        var due = new List<Period>(1);
        for (var p = after.AddMonths(1); p <= period; p = p.AddMonths(1))
        {
            if (IsDue(p, cadenceOf))
                due.Add(p);
        }

        return [.. due];
    }

    /// <summary>
    /// The first period, going back version by version from the one in force, since which the terms have always said
    /// something that this one says. What a version brings was not due before it.
    /// </summary>
    public Period Since(Period period, Predicate<ContractTerms> says)
    {
        var first = versions.Length - 1;
        while (first > 0 && versions[first].From > period)
            first--;
        while (first > 0 && says(versions[first - 1]))
            first--;
        return versions[first].From;
    }

    /// <summary>
    /// The first period with the billing period's number on or after the contract's start, whichever version names it, so
    /// that new prices do not move the cycle (C-2). Where none is named, the version's own first period.
    /// </summary>
    Period FirstBilling(ContractTerms terms, int? billingPeriod)
    {
        var begin = Period.Of(start);
        if (billingPeriod is { } number)
            return begin.AddMonths((number - begin.FinancialNumber(financialYearEndMonth) + 12) % 12);
        return terms.From > begin ? terms.From : begin;
    }
}

/// <summary>How often something is billed, and in which financial period first (C-1).</summary>
readonly record struct Cadence(int CycleMonths, int? BillingPeriod)
{
    /// <summary>A version's own.</summary>
    public static Cadence? Of(ContractTerms terms) => new Cadence(terms.CycleMonths, terms.BillingPeriod);

    /// <summary>A fee's: what it does not say itself, the version that it stands in does (F-1).</summary>
    public static Cadence? Of(ContractTerms terms, Fee fee) =>
        new Cadence(fee.CycleMonths ?? terms.CycleMonths, fee.BillingPeriod ?? terms.BillingPeriod);

    /// <summary>That of the copies of a price (N-6).</summary>
    public static Cadence OfCopies(ContractTerms terms, MeterPrice price) =>
        new(price.CycleMonths ?? terms.CycleMonths, price.BillingPeriod ?? terms.BillingPeriod);

    /// <summary>That of its minimum: of the copies, where it is billed with them (N-6).</summary>
    public static Cadence OfMinimum(ContractTerms terms, MeterPrice price) => price.HasOwnMinimum
        ? new(price.MinimumCycleMonths ?? terms.CycleMonths, price.MinimumPeriod ?? terms.BillingPeriod)
        : OfCopies(terms, price);
}
