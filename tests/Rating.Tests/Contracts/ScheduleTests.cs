using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>C-1 to C-3: in which periods terms are billed, and what a billing covers.</summary>
public class ScheduleTests
{
    static ContractTerms Terms(string from, int cycleMonths = 1, int? billingPeriod = null) =>
        new() { From = Month(from), CycleMonths = cycleMonths, BillingPeriod = billingPeriod };

    static Schedule Schedule(string start, string? end, params ContractTerms[] versions) =>
        new(versions, Day(start), end is null ? null : Day(end), financialYearEndMonth: 12);

    static string DueIn(Schedule schedule, string from, int months) => string.Join(" ",
        Enumerable.Range(0, months).Select(Month(from).AddMonths).Where(schedule.IsDue).Select(period => period.Month));

    [Theory]
    [InlineData("T060", 12, 2, 2)]
    [InlineData("T060", 12, 3, 3)]
    [InlineData("T061", 2, 1, 11)]
    [InlineData("T061", 2, 2, 12)]
    [InlineData("T061", 2, 3, 1)]
    [InlineData("T061", 2, 12, 10)]
    public void T060_Financial_periods_count_from_the_month_after_the_year_end(string row, int yearEnd, int month, int number) =>
        Assert.True(new Period(2026, month).FinancialNumber(yearEnd) == number, row);

    [Fact]
    public void T062_A_quarterly_contract_from_period_2_is_due_in_2_5_8_and_11() =>
        Assert.Equal("2 5 8 11", DueIn(Schedule("2026-01-01", null, Terms("2026-01", 3, 2)), "2026-01", 12));

    [Theory]
    [InlineData("T063", "2025-04", 31, "2025-04-30")]
    [InlineData("T063", "2025-02", 31, "2025-02-28")]
    [InlineData("T063", "2028-02", 31, "2028-02-29")]
    [InlineData("", "2025-02", 15, "2025-02-15")]
    public void T063_A_billing_day_past_the_months_end_is_its_last(string row, string period, int day, string date) =>
        Assert.True(Month(period).Day(day) == Day(date), row);

    [Fact]
    public void The_billing_period_is_one_of_the_financial_year()
    {
        var schedule = new Schedule([Terms("2026-01", 3, 1)], Day("2026-01-01"), null, financialYearEndMonth: 2);

        Assert.Equal("3 6 9 12", DueIn(schedule, "2026-01", 12)); // period 1 is March
    }

    [Fact]
    public void Without_a_billing_period_the_first_billing_is_the_versions_first_month() =>
        Assert.Equal("3 6 9 12", DueIn(Schedule("2026-01-01", null, Terms("2026-03", 3)), "2026-01", 12));

    [Theory]
    [InlineData(1, "1 2 3 4 5 6 7 8 9 10 11 12")]
    [InlineData(3, "1 4 7 10")]
    [InlineData(12, "1")]
    public void New_prices_do_not_move_the_cycle(int cycleMonths, string due)
    {
        var schedule = Schedule("2026-01-01", null, Terms("2026-01", cycleMonths, 1), Terms("2026-08", cycleMonths, 1));

        Assert.Equal(due, DueIn(schedule, "2026-01", 12));
    }

    [Fact]
    public void Terms_that_begin_long_after_the_contract_keep_its_cycle() =>
        Assert.Equal("5 8 11", DueIn(Schedule("2020-01-01", null, Terms("2026-03", 3, 2)), "2026-01", 12));

    [Fact]
    public void A_version_may_change_the_cycle() =>
        Assert.Equal("1 2 3 4 5 6 9 12",
            DueIn(Schedule("2026-01-01", null, Terms("2026-01"), Terms("2026-07", 3, 6)), "2026-01", 12));

    [Fact]
    public void A_billing_covers_its_cycle_but_nothing_before_the_contract()
    {
        var terms = Terms("2026-01", 3, 2);
        var schedule = Schedule("2026-01-15", null, terms);

        Assert.Equal(Month("2026-01"), schedule.Covers(terms, Month("2026-02"))); // not December
        Assert.Equal(Month("2026-03"), schedule.Covers(terms, Month("2026-05")));
    }

    [Theory]
    [InlineData("2026-02-10", "2")]
    [InlineData("2026-02-28", "2")] // May covers March to May: the contract is over
    [InlineData("2026-03-01", "2 5")]
    public void The_last_billing_is_the_one_that_covers_the_contracts_end(string end, string due) =>
        Assert.Equal(due, DueIn(Schedule("2026-01-01", end, Terms("2026-01", 3, 2)), "2026-01", 12));

    [Fact]
    public void Nothing_is_due_before_the_terms_or_the_contract_begin()
    {
        Assert.False(Schedule("2026-01-01", null, Terms("2026-03")).IsDue(Month("2026-02")));
        Assert.False(Schedule("2026-03-31", null, Terms("2026-01")).IsDue(Month("2026-02")));
        Assert.True(Schedule("2026-03-31", null, Terms("2026-01")).IsDue(Month("2026-03")));
    }

    [Fact]
    public void A_contract_that_is_not_due_owes_nothing()
    {
        var rated = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m)))).Quarterly(2).Rate("2026-01");

        Assert.Null(rated.Terms);
        Assert.Empty(rated.Charges);
        Assert.Empty(rated.Problems);
    }

    [Fact]
    public void A_quarters_minimum_is_as_typed_for_the_quarter()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 1500, 9000, (0, 0.05m)))).Quarterly(3)
            .Read("M1", "Mono", "2026-03-31", 9100);

        Assert.Equal(1505m, contract.RateOne("2026-03").Amount);
    }
}
