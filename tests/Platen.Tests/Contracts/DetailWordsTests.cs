using Platen.Contracts;
using Platen.Rating;

namespace Platen.Tests.Contracts;

public class DetailWordsTests
{
    static readonly PoolMeter Pool = new() { Type = "Mono", Supplier = "FIN", Levels = [new Level { From = 0, UnitCharge = 0.50m }, new Level { From = 2001, UnitCharge = 0.40m }] };

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
