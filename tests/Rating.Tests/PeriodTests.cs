namespace Platen.Rating.Tests;

public class PeriodTests
{
    [Theory]
    [InlineData("2026-01", 2026, 1)]
    [InlineData("2026-12", 2026, 12)]
    [InlineData("1900-01", 1900, 1)]
    [InlineData("2999-12", 2999, 12)]
    public void A_period_is_written_as_year_and_month(string text, int year, int month)
    {
        var period = Period.Parse(text);

        Assert.Equal(new Period(year, month), period);
        Assert.Equal(text, period.ToString());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("26-01")]
    [InlineData("0001-01")]
    [InlineData("1899-12")]
    [InlineData("3000-01")]
    [InlineData("9998-12")]
    [InlineData("2026/01")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_month_is_not_a_period(string? text) => Assert.False(Period.TryParse(text, out _));

    [Theory]
    [InlineData(2026, 1, 30, "2026-01-30")]
    [InlineData(2026, 2, 30, "2026-02-28")]
    [InlineData(2028, 2, 30, "2028-02-29")]
    [InlineData(2026, 4, 31, "2026-04-30")]
    public void A_billing_day_past_the_months_end_is_its_last_day(int year, int month, int billingDay, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), new Period(year, month).Day(billingDay));

    [Theory]
    [InlineData(1, 12, 1)]
    [InlineData(12, 12, 12)]
    [InlineData(4, 3, 1)]
    [InlineData(3, 3, 12)]
    public void Financial_period_1_is_the_month_after_the_years_last(int month, int yearEndMonth, int number) =>
        Assert.Equal(number, new Period(2026, month).FinancialNumber(yearEndMonth));

    [Fact]
    public void Adding_months_and_counting_them_back_agree() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Int[1, 12], Gen.Int[-12, 1200])
            .Where((year, month, months) => year * 12 + month + months > 12)
            .Sample((year, month, months) =>
            {
                var period = new Period(year, month);
                var later = period.AddMonths(months);
                return later.MonthsSince(period) == months && later.AddMonths(-months) == period;
            }, iter: 10_000);
}
