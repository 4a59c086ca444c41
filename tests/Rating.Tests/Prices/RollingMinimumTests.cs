using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>N-8, rolling minimum: what was paid for copies not made is given back for copies beyond a later minimum.</summary>
public class RollingMinimumTests
{
    static ItemMeter Rolling(string charge) => Alone("Mono", 0, 1000, (0, Decimal(charge))) with { ShortfallCharge = Decimal(charge), CreditsShortfall = true };

    [Theory]
    [InlineData("T138", "0.01", 800, "", "10.00", "200@0.01")]
    [InlineData("T139", "0.02", 700, "200@0.01", "20.00", "200@0.01 300@0.02")]
    [InlineData("T140", "0.02", 1400, "200@0.01 300@0.02", "22.00", "100@0.02")]
    [InlineData("all of it", "0.02", 1500, "200@0.01 300@0.02", "22.00", "")]
    [InlineData("more than all", "0.02", 2000, "200@0.01 300@0.02", "32.00", "")]
    [InlineData("down to the minimum", "0.02", 1000, "200@0.01", "20.00", "200@0.01")]
    public void Oldest_first_down_to_the_minimum(string row, string charge, long copies, string before, string amount, string after)
    {
        var contract = new TestContract(Machine("M1", Rolling(charge))).Read("M1", "Mono", "2026-01-31", copies).Unmade("meter/M1/Mono", Kept(before));

        var rated = contract.RateOne();

        Assert.Equal((row, Decimal(amount), after), (row, rated.Amount, Text(After(Kept(before), rated))));
    }

    [Fact]
    public void It_is_said_in_words_and_is_a_credit()
    {
        var rated = new TestContract(Machine("M1", Rolling("0.02"))).Read("M1", "Mono", "2026-01-31", 1400)
            .Unmade("meter/M1/Mono", Kept("200@0.01 300@0.02")).RateOne();

        Assert.Equal(
            [(LineKind.Usage, 28m), (LineKind.Credit, -2m), (LineKind.Credit, -4m)], rated.Lines.Select(line => (rated.KindOf(line), line.Amount)));
        Assert.Equal("200 copies paid for before and not made then, given back at 0.01", rated.Explain(rated.Lines[1]));
    }

    [Fact]
    public void Over_a_life_every_copy_made_is_paid_and_none_twice() =>
        Gen.Long[0, 3000].Array[1, 24].Sample(months =>
        {
            // At one rate: paid is the larger of what was made and the minimums, month after month.
            IReadOnlyList<UnmadeCopies> kept = [];
            var (paid, owed, credit) = (0m, 0m, 0L);
            foreach (var made in months)
            {
                var lines = new Tariff(Rolling("0.01")).Price(made, kept);
                kept = After(kept, lines);
                paid += lines.Sum(line => line.Amount);
                var back = Math.Min(credit, Math.Max(0, made - 1000)); // counted by hand
                credit += Math.Max(0, 1000 - made) - back;
                owed += (Math.Max(made, 1000) - back) * 0.01m;
            }

            return paid == owed && kept.Sum(copies => copies.Copies) == credit;
        });

    static List<UnmadeCopies> Kept(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('@'))
            .Select(part => new UnmadeCopies(Decimal(part[1]), long.Parse(part[0], CultureInfo.InvariantCulture))),
    ];

    static IReadOnlyList<UnmadeCopies> After(IReadOnlyList<UnmadeCopies> before, Charge rated) => After(before, rated.Lines);

    static IReadOnlyList<UnmadeCopies> After(IReadOnlyList<UnmadeCopies> before, PricedLine[] lines) => Shortfall.Left(
        before.Concat(lines.Where(line => line.Level == PricedLine.Unmade).Select(line => new UnmadeCopies(line.UnitCharge!.Value, line.Quantity))),
        lines.Where(line => line.Level == PricedLine.GivenBack).Sum(line => line.Quantity));

    static string Text(IEnumerable<UnmadeCopies> copies) =>
        string.Join(' ', copies.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Copies}@{each.UnitCharge}")));
}
