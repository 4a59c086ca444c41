using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>What terms must obey before they are kept, and what they are only asked about.</summary>
public class TermsRulesTests
{
    static readonly ContractTerms Good = new()
    {
        From = Month("2026-01"),
        Items = [Machine("M1", Pooled("Mono"), Alone("Scan", 0, 0, (0, 0.01m))) with { Fees = [Fee("Rental", 300)] }],
        AggregateMeters = [Pool("Mono", 1000, 1000, (0, 0.50m), (2001, 0.60m), (5001, 0.70m))],
    };

    static string[] Faults(ContractTerms terms, bool consolidated = false) =>
        [.. TermsRules.Check(terms, consolidated).Select(fault => (fault.IsError ? "" : "warning ") + fault.Path)];

    static string[] FaultsOfLevels(long quantity, params (long, decimal)[] levels) =>
        Faults(Good with { AggregateMeters = [Pool("Mono", 1000, quantity, levels)] });

    static string[] FaultsOfItem(ContractItem item) => Faults(Good with { Items = [item] });

    [Fact]
    public void Good_terms_have_no_fault() => Assert.Empty(Faults(Good));

    [Theory]
    [InlineData(999)]
    [InlineData(1001)] // the first level would have no copy
    public void T025_A_second_level_within_reach_of_the_minimum_is_refused(long from) =>
        Assert.Equal(["aggregateMeters[0].levels[1].from"], FaultsOfLevels(1000, (0, 0.5m), (from, 0.6m)));

    [Fact]
    public void M14_A_pool_has_one_payer()
    {
        ContractItem[] items = [Machine("M1", Pooled("Mono") with { BillTo = "A" }), Machine("M2", Pooled("Mono") with { BillTo = "B" }), Machine("M3", Pooled("Mono"))];

        Assert.Equal(["items[0].meters[0].billTo", "items[1].meters[0].billTo"], Faults(Good with { Items = items }));
        Assert.Equal(["items[1].meters[0].billTo"], Faults(Good with { Items = items, AggregateMeters = [Good.AggregateMeters[0] with { BillTo = "A" }] }));
        // As it was kept of old, its members name the payer.
        ContractItem[] old = [.. items.Select(item => item with { Meters = [item.Meters[0] with { Levels = Good.AggregateMeters[0].Levels }] })];
        Assert.Equal(["items[1].meters[0].billTo", "items[2].meters[0].billTo"], Faults(Good with { Items = old, AggregateMeters = [] }));
    }

    [Fact]
    public void The_first_level_needs_one_copy_only() => Assert.Empty(FaultsOfLevels(1000, (0, 0.5m), (1002, 0.6m)));

    [Theory]
    [InlineData(2001)]
    [InlineData(1500)]
    public void Levels_rise(long third) =>
        Assert.Equal(["aggregateMeters[0].levels[2].from"], FaultsOfLevels(1000, (0, 0.5m), (2001, 0.6m), (third, 0.7m)));

    [Fact]
    public void The_first_level_is_from_0() =>
        Assert.Equal(["aggregateMeters[0].levels[0].from"], FaultsOfLevels(1000, (1001, 0.5m)));

    [Fact]
    public void A_price_has_a_level() => Assert.Equal(["aggregateMeters[0].levels"], FaultsOfLevels(1000));

    [Fact]
    public void Rates_may_fall_or_be_0() => Assert.Empty(FaultsOfLevels(1000, (0, 0.5m), (2001, 0.4m), (5001, 0m))); // M-10

    [Theory]
    [InlineData("-0.01", "aggregateMeters[0].levels[0].unitCharge")]
    [InlineData("0.0000001", "aggregateMeters[0].levels[0].unitCharge")]
    [InlineData("5.01", "warning aggregateMeters[0].levels[0].unitCharge")]
    public void A_rate_is_not_below_0_has_6_decimals_and_is_asked_about_when_odd(string rate, string fault) =>
        Assert.Equal([fault], FaultsOfLevels(1000, (0, Decimal(rate)))); // M-9

    [Theory]
    [InlineData("0.000001")]
    [InlineData("0.1234560000")]
    [InlineData("5")]
    public void Six_decimals_are_enough_whatever_zeros_follow(string rate) => Assert.Empty(FaultsOfLevels(1000, (0, Decimal(rate))));

    [Fact]
    public void A_minimum_that_pays_for_no_copies_is_asked_about() =>
        Assert.Equal(["warning aggregateMeters[0].minQuantity"], FaultsOfLevels(0, (0, 0.5m))); // M-7

    [Fact]
    public void Free_copies_are_nothing_odd() =>
        Assert.Empty(Faults(Good with { AggregateMeters = [Pool("Mono", 0, 1000, (0, 0.05m))] })); // M-6

    [Fact]
    public void A_consolidated_customer_has_no_pools()
    {
        Assert.Equal(["aggregateMeters"], Faults(Good, consolidated: true)); // M-13
        Assert.Empty(Faults(Good with { Items = [Machine("M1", Alone("Scan", 0, 0, (0, 0.01m)))], AggregateMeters = [] }, consolidated: true));
    }

    [Fact]
    public void One_meter_type_stands_once()
    {
        Assert.Equal(["aggregateMeters[1].type"], Faults(Good with { AggregateMeters = [Good.AggregateMeters[0], Good.AggregateMeters[0]] }));
        Assert.Equal(["items[0].meters[1].type"], FaultsOfItem(Machine("M1", Pooled("Mono"), Pooled("Mono"))));
    }

    [Fact]
    public void A_location_has_fees_only()
    {
        var place = new ContractItem { Location = "Server room", Fees = [Fee("Rental", 300)] };

        Assert.Empty(FaultsOfItem(place));
        Assert.Equal(["items[0].meters"], FaultsOfItem(place with { Meters = [Pooled("Mono")] })); // M-16
        Assert.Equal(["items[0].machine"], FaultsOfItem(place with { Machine = "M1" }));
        Assert.Equal(["items[0].machine"], FaultsOfItem(place with { Location = null }));
    }

    [Fact]
    public void A_fee_is_set_for_all_items_or_for_each()
    {
        Assert.Equal(["items[0].fees[0].type"], Faults(Good with { AggregateFees = [Fee("Rental", 300)] })); // F-3
        Assert.Empty(Faults(Good with { AggregateFees = [Fee("Insurance", 300)] }));
    }

    [Fact]
    public void Nothing_ends_before_it_begins()
    {
        var item = Machine("M1", Pooled("Mono"));

        Assert.Equal(["items[0].until"], FaultsOfItem(item with { From = Day("2026-02-01"), Until = Day("2026-01-31") }));
        Assert.Equal(["items[0].fees[0].until"],
            FaultsOfItem(item with { Fees = [Fee("Rental", 1) with { From = Day("2026-02-01"), Until = Day("2026-01-31") }] }));
        Assert.Empty(FaultsOfItem(item with { From = Day("2026-02-01"), Until = Day("2026-02-01") }));
    }

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData(null, "2026-01-31", "2026-01-20", null, false)]
    [InlineData(null, "2026-01-10", "2026-01-20", null, false)] // its charges of January could not be told apart
    [InlineData(null, "2026-01-31", "2026-02-01", null, true)]
    [InlineData("2026-02-01", null, null, "2026-01-31", true)]
    public void A_machine_may_come_back_but_is_not_there_twice(string? from, string? until, string? from2, string? until2, bool isGood)
    {
        static DateOnly? Date(string? text) => text is null ? null : Day(text);
        var machine = Machine("M1", Pooled("Mono"));
        var terms = Good with
        {
            Items = [machine with { From = Date(from), Until = Date(until) }, machine with { From = Date(from2), Until = Date(until2) }],
        };

        Assert.Equal(isGood ? [] : ["items[1].machine"], Faults(terms));
    }

    [Fact]
    public void Odd_numbers_are_refused_where_they_stand()
    {
        Assert.Equal(["cycleMonths", "billingPeriod", "billingDay", "exchangeRate", "taxRate", "escalation.period"], Faults(Good with
        {
            CycleMonths = 0,
            BillingPeriod = 13,
            BillingDay = 32,
            ExchangeRate = 0,
            TaxRate = 101,
            Escalation = new Escalation { Type = EscalationType.Percentage, Amount = 10, Period = 0 },
        }));
        Assert.Equal(["aggregateMeters[0].minBilling", "aggregateMeters[0].minQuantity", "aggregateMeters[0].financeAmount"],
            Faults(Good with { AggregateMeters = [Pool("Mono", -1, -1, (0, 0.5m)) with { FinanceAmount = -1 }] }));
        Assert.Equal(["items[0].fees[0].amount", "items[0].meters[0].startReading", "items[0].meters[0].readingDate"], FaultsOfItem(
            Machine("M1", Pooled("Mono", "9999-12-31", -1)) with { Fees = [Fee("Rental", -1)] }));
    }

    [Fact]
    public void A_fault_says_what_to_do()
    {
        var fault = Assert.Single(TermsRules.Check(Good with { AggregateMeters = [Pool("Mono", 1000, 1000, (0, 0.5m), (1001, 0.6m))] }, false));

        Assert.Equal("The second level is from 1,001, but the first begins at copy 1,001. Begin later, so that the first level has copies (M-9).", fault.Message);
    }

    static readonly ContractTerms Prepaying = Good with { EnforceAuthorisation = true, Prepaid = [Prepaid("Mono", 10_000)] };

    [Fact]
    public void Good_prepaid_terms_have_no_fault() => Assert.Empty(TermsRules.Check(Prepaying, consolidated: false, prepaid: true));

    [Fact]
    public void P10_A_prepaid_contract_must_be_authorised()
    {
        var open = Prepaying with { EnforceAuthorisation = false };

        Assert.Equal("enforceAuthorisation", Assert.Single(TermsRules.Check(open, consolidated: false, prepaid: true)).Path);
        Assert.Empty(TermsRules.Check(open, consolidated: false));
    }

    public static TheoryData<string, PrepaidMeter> BadPrepaid => new()
    {
        { "prepaid[0].type", Prepaid("Colour", 10_000) }, // P-2
        { "prepaid[0].end", Prepaid("Mono", 10_000, "2025-12-31") },
        { "prepaid[0].end", Prepaid("Mono", 10_000, "3000-01-01") },
        { "prepaid[0].includedUsage", Prepaid("Mono", 0) },
        { "prepaid[0].freeOfCharge", Prepaid("Mono", 10_000) with { FreeOfCharge = false } }, // P-9
        { "prepaid[0].rebate", Prepaid("Mono", 10_000) with { Rebate = -1 } },
    };

    [Theory]
    [MemberData(nameof(BadPrepaid))]
    public void A_prepaid_meter_has_a_price_behind_it_and_says_what_is_free(string fault, PrepaidMeter prepaid) =>
        Assert.Equal([fault], Faults(Prepaying with { Prepaid = [prepaid] }));

    [Fact]
    public void A_meter_type_is_prepaid_once() =>
        Assert.Equal(["prepaid[1].type"], Faults(Prepaying with { Prepaid = [Prepaid("Mono", 10_000), Prepaid("Mono", 5_000)] }));
}
