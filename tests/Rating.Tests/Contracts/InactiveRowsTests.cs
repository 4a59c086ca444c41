using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>A pool's row or a machine's meter that is not active is neither billed nor asked for a reading.</summary>
public class InactiveRowsTests
{
    static readonly ItemMeter Mono = Alone("Mono", 25, 0, (0, 0m));

    [Fact]
    public void An_inactive_meter_is_not_billed() => Assert.Empty(new TestContract(Machine("M1", Mono with { Active = false })).Rate().Problems);

    [Fact]
    public void An_inactive_pool_is_not_billed_and_needs_no_readings()
    {
        var rated = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Pool("Mono", 500, 3000, (0, 0.05m)) with { Active = false }).Rate();

        Assert.Empty(rated.Charges);
        Assert.Empty(rated.Problems);
    }

    [Fact]
    public void A_pool_counts_its_active_members_alone()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono") with { Active = false }))
            .Pooling(Pool("Mono", 500, 3000, (0, 0.05m))).Read("M1", "Mono", "2026-01-31", 3100);

        Assert.Equal((505m, 1), (contract.RateOne().Amount, contract.RateOne().Counts.Length));
    }

    [Fact]
    public void Months_in_which_a_row_was_inactive_are_not_made_up_for()
    {
        var contract = new TestContract(Machine("M1", Mono)).Billed("meter/M1/Mono", "2026-01")
            .BilledReading("M1", "Mono", "2026-01", "2026-01-31", 100).Read("M1", "Mono", "2026-04-30", 400);
        contract.Later.Add(contract.Terms with { From = Month("2026-02"), Items = [Machine("M1", Mono with { Active = false })] });
        contract.Later.Add(contract.Terms with { From = Month("2026-04") });

        Assert.Empty(contract.Rate("2026-02").Charges);
        Assert.Equal([Month("2026-04")], contract.RateOne("2026-04").Cycles); // M-18 is for months that were forgotten
    }
}
