using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Escalations;

/// <summary>What holds whatever rises, each on 10,000 random terms.</summary>
public class EscalatingProperties
{
    const int Cases = 10_000;

    static readonly Gen<ContractTerms> Terms = Gen.Select(Any.Price(below: 100_000), Any.Price(below: 100_000), Any.Minimum, Any.Minimum, (pool, alone, fee, finance) => new ContractTerms
    {
        From = Month("2026-01"),
        AggregateMeters = [pool with { FinanceAmount = finance }],
        AggregateFees = [Fee("Support", fee)],
        Items =
        [
            Machine("M1", Pooled("Mono"), new ItemMeter
            {
                Type = "Scan", MinBilling = alone.MinBilling, MinQuantity = alone.MinQuantity, Method = alone.Method, Levels = alone.Levels,
                StartReading = 0, ReadingDate = Day("2025-12-31"),
            }) with { Fees = [Fee("Rental", fee), Fee("Rental", 2 * fee)] },
        ],
    });

    static readonly Gen<decimal> Percent = Gen.Int[0, 5000].Select(hundredths => hundredths / 100m);

    [Fact]
    public void Prices_rise_and_nothing_else_changes() => Gen.Select(Terms, Percent).Sample((terms, percent) =>
    {
        var raised = Raise(terms, percent);
        var back = Escalating.Follow(raised.Terms, [.. raised.Rises.Select(rise => rise with { Old = rise.New, New = rise.Old })]);
        return raised.Rises.All(rise => rise.New > rise.Old)
            && TermsRules.Check(raised.Terms, consolidated: false).All(fault => !fault.IsError)
            && Said(back.Terms with { From = terms.From }) == Said(terms);
    }, iter: Cases);

    [Fact]
    public void What_rose_once_on_an_occasion_rises_no_more() => Gen.Select(Terms, Percent).Sample((terms, percent) =>
    {
        var raised = Raise(terms, percent);
        var again = Raise(raised.Terms, percent, [.. raised.Rises.Select(rise => rise.Place.Charge)]);
        // A charge of which nothing rose, for it is 0 or too small, is not in the way either.
        return again.Rises.All(rise => !raised.Rises.Any(before => before.Place.Charge == rise.Place.Charge));
    }, iter: Cases);

    [Fact]
    public void Fees_and_meters_raised_one_after_the_other_end_where_both_at_once_do() => Gen.Select(Terms, Percent).Sample((terms, percent) =>
    {
        var order = Order(percent);
        var fees = Escalating.Raise(terms, order with { Only = ChargeKind.Fee });
        var both = Escalating.Raise(fees.Terms, order with { Only = ChargeKind.Meter });
        return Said(both.Terms with { From = terms.From }) == Said(Raise(terms, percent).Terms with { From = terms.From });
    }, iter: Cases);

    static EscalatedTerms Raise(ContractTerms terms, decimal percent, params HashSet<string> done) =>
        Escalating.Raise(terms, Order(percent) with { Done = done });

    static EscalationOrder Order(decimal percent) => new()
    {
        From = Month("2026-05"),
        FinancialYearEndMonth = 12,
        Start = Day("2026-01-01"),
        AdHoc = new Rise(EscalationType.Percentage, percent),
    };

    /// <summary>The terms as text: their rows compare by reference.</summary>
    static string Said(ContractTerms terms) => System.Text.Json.JsonSerializer.Serialize(terms);
}
