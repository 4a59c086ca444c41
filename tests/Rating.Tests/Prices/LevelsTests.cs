using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>M-4 and M-8, graduated: a level prices the copies inside it, from the copy it names on.</summary>
public class LevelsTests
{
    [Theory]
    // Seed 003: 1,000 for the first 1,000 copies, then 0.50.
    [InlineData("T020", 1000, 1000, "0->0.50", 0, "1000.00")]
    [InlineData("T020", 1000, 1000, "0->0.50", 1, "1000.00")]
    [InlineData("T020", 1000, 1000, "0->0.50", 999, "1000.00")]
    [InlineData("T020", 1000, 1000, "0->0.50", 1000, "1000.00")]
    [InlineData("T021", 1000, 1000, "0->0.50", 1001, "1000.50")]
    [InlineData("T022", 1000, 1000, "0->0.50", 1500, "1250.00")]
    [InlineData("T023", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 2000, "1500.00")]
    [InlineData("T023", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 2001, "1500.60")]
    [InlineData("T023", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 2002, "1501.20")]
    [InlineData("T024", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 5000, "3300.00")]
    [InlineData("T024", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 5001, "3300.70")]
    [InlineData("T024", 1000, 1000, "0->0.50, 2001->0.60, 5001->0.70", 6000, "4000.00")]
    // No minimum (M-5).
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 0, "0")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 1, "0.10")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 500, "50.00")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 501, "50.08")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 1000, "90.00")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 1001, "90.05")]
    [InlineData("T030", 0, 0, "0->0.10, 501->0.08, 1001->0.05", 1500, "115.00")]
    // Free copies (M-6).
    [InlineData("T031", 0, 1000, "0->0.05", 0, "0")]
    [InlineData("T031", 0, 1000, "0->0.05", 1000, "0")]
    [InlineData("T031", 0, 1000, "0->0.05", 1001, "0.05")]
    // A flat amount before the first copy (M-7).
    [InlineData("T032", 250, 0, "0->0.05", 0, "250.00")]
    [InlineData("T032", 250, 0, "0->0.05", 1, "250.05")]
    [InlineData("T032", 250, 0, "0->0.05", 10, "250.50")]
    [InlineData("T033", 250, 1000, "0->0.20", 1, "250.00")]
    [InlineData("T033", 250, 1000, "0->0.20", 1000, "250.00")]
    [InlineData("T034", 250, 1000, "0->0.20", 1001, "250.20")]
    [InlineData("T034", 250, 1000, "0->0.20", 2500, "550.00")]
    // Other systems' examples.
    [InlineData("T136", 0, 0, "0->0, 500->0.126", 499, "0")]
    [InlineData("T136", 0, 0, "0->0, 500->0.126", 500, "0.13")]
    [InlineData("T136", 0, 0, "0->0, 500->0.126", 600, "12.73")]
    [InlineData("T150", 0, 1000, "0->0.05, 1501->0.02", 2000, "35.00")]
    [InlineData("T152", 0, 0, "0->0.05, 1001->0.03", 1800, "74.00")]
    [InlineData("T154", 0, 0, "0->0.0025", 1000, "2.50")]
    [InlineData("T165", 0, 0, "0->0.0085", 4820, "40.97")]
    [InlineData("T165", 0, 0, "0->0.044", 2140, "94.16")]
    public void Each_level_prices_the_copies_inside_it(
        string row, int minimum, long quantity, string levels, long copies, string amount)
    {
        var meter = Alone("Mono", minimum, quantity) with { Levels = Levels(levels) };
        var charge = new TestContract(Machine("M1", meter)).Read("M1", "Mono", "2026-01-31", copies).RateOne();

        Assert.Equal((row, Decimal(amount)), (row, charge.Amount));
    }

    [Fact]
    public void T022_Two_machines_in_a_pool_are_priced_on_their_sum()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")))
            .Pooling(Pool("Mono", 1000, 1000, (0, 0.50m)))
            .Read("M1", "Mono", "2026-01-31", 900).Read("M2", "Mono", "2026-01-31", 600);

        Assert.Equal(1250m, contract.RateOne().Amount);
    }

    [Fact]
    public void T152_A_pool_of_three_reaches_the_cheaper_level()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")), Machine("M3", Pooled("Mono")))
            .Pooling(Pool("Mono", 0, 0, (0, 0.05m), (1001, 0.03m)));
        foreach (var (machine, copies) in new[] { ("M1", 500), ("M2", 800), ("M3", 500) })
            contract.Read(machine, "Mono", "2026-01-31", copies);

        Assert.Equal(74m, contract.RateOne().Amount);
    }

    [Fact]
    public void T165_A_bill_checked_by_hand_is_right_to_the_cent()
    {
        var contract = new TestContract(
            Machine("M1", Alone("Mono", 0, 0, (0, 0.0085m)), Alone("Colour", 0, 0, (0, 0.044m)))
                with
            { Fees = [Fee("Base", 95), Fee("Connectivity", 28), Fee("Delivery", 18)] })
            .Read("M1", "Mono", "2026-01-31", 4820).Read("M1", "Colour", "2026-01-31", 2140);

        Assert.Equal(276.13m, Assert.Single(contract.Invoices()).Net);
    }

    [Fact]
    public void Each_level_is_a_line_rounded_by_itself()
    {
        var charge = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.005m), (2, 0.005m))))
            .Read("M1", "Mono", "2026-01-31", 2).RateOne();

        Assert.Equal([0.01m, 0.01m], charge.Lines.Select(line => line.Amount)); // T-4: not 2 x 0.005 = 0.01
        Assert.Equal(0.02m, charge.Amount);
    }

    [Fact]
    public void A_level_for_nothing_is_no_line()
    {
        var charge = new TestContract(Machine("M1", Alone("Mono", 250, 1000, (0, 0.05m), (2001, 0.04m))))
            .Read("M1", "Mono", "2026-01-31", 2000).RateOne();

        Assert.Equal([-1, 0], charge.Lines.Select(line => line.Level));
    }
}
