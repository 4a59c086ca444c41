using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>N-9: the price of a copy, split between payers.</summary>
public class SeveralPayersTests
{
    static readonly ItemMeter Split = Alone("Mono", 0, 0, (0, 0.002m)) with
    {
        Payers = [new CopyPayer { BillTo = "FIN", UnitCharge = 0.003m }, new CopyPayer { BillTo = "HEAD-OFFICE", UnitCharge = 0.001m }],
    };

    [Fact]
    public void T141_Three_payers_get_three_invoices_and_six_tenths_of_a_cent_a_copy()
    {
        var invoices = new TestContract(Machine("M1", Split)).Read("M1", "Mono", "2026-01-31", 10_000).Invoices();

        Assert.Equal([("CUST-A", 20m), ("FIN", 30m), ("HEAD-OFFICE", 10m)], invoices.Select(invoice => (invoice.BillTo, invoice.Net)));
        Assert.Equal(0.006m * 10_000, invoices.Sum(invoice => invoice.Net));
    }

    [Fact]
    public void The_copies_are_counted_once()
    {
        var charges = new TestContract(Machine("M1", Split)).Read("M1", "Mono", "2026-01-31", 10_000).Rate().Charges;

        Assert.Equal([1, 0, 0], charges.Select(charge => charge.Counts.Length));
        Assert.Equal(["meter/M1/Mono", "payer/1/meter/M1/Mono", "payer/2/meter/M1/Mono"], charges.Select(charge => charge.Key));
        Assert.All(charges, charge => Assert.Equal("meter/M1/Mono", ChargeKey.Counted(charge.Key)));
    }

    [Fact]
    public void Each_part_is_priced_again_from_what_was_posted()
    {
        var contract = new TestContract(Machine("M1", Split)).Read("M1", "Mono", "2026-01-31", 10_000);
        var charges = contract.Rate().Charges;
        var terms = new PricedTerms(contract.Terms);

        Assert.All(charges, charge => Assert.Equal(
            (charge.BillTo, charge.Amount, charge.Copies),
            terms.Price(charge.Key, "CUST-A", new ChargeFacts(charge.Cycles, charges[0].Counts)) is { } again ? (again.BillTo, again.Amount, again.Copies) : default));
    }
}
