using Platen.Contracts;
using Platen.Rating;

namespace Platen.Tests.Contracts;

public class DetailWordsTests
{
    static readonly PoolMeter Pool = new() { Type = "Mono", Supplier = "FIN", Levels = [new Level { From = 0, UnitCharge = 0.50m }, new Level { From = 2001, UnitCharge = 0.40m }] };

    [Fact]
    public void A_row_that_escalates_by_itself_says_how()
    {
        var rise = new Escalation { Type = EscalationType.Percentage, Amount = 7.5m, Period = 3, Cap = 6 };

        Assert.Equal("escalates 7.5 % from financial period 3, at most 6 %", (Pool with { Supplier = null, Escalation = rise }).Details().Single());
        Assert.Equal("escalates 20.00 from financial period 3", new Fee { Type = "Rental", Amount = 1, Escalation = rise with { Type = EscalationType.Amount, Amount = 20, Cap = null } }.Details().Single());
    }

    [Fact]
    public void A_suppliers_part_is_told_as_far_as_there_is_one()
    {
        Assert.Equal("supplier FIN", Pool.Details().Single());
        Assert.Equal("FIN gets 1,560.00 of the minimum", (Pool with { FinanceAmount = 1560 }).Details().Single());
        Assert.Equal("FIN gets 600.00 of the minimum and 0.3 / 0 a copy",
            (Pool with { FinanceAmount = 600, Levels = [Pool.Levels[0] with { FinanceAmount = 0.30m }, Pool.Levels[1]] }).Details().Single());
        Assert.Equal("of it 2,400.00 to the supplier", new Fee { Type = "Rental", Amount = 2850, Supplier = "FIN", FinanceAmount = 2400 }.Details().Single());
    }
}
