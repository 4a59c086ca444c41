using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>B-1 and M-14: the contract's customer pays, unless a fee, a meter or a pool's row names another.</summary>
public class PayersTests
{
    [Fact]
    public void T188_A_fee_paid_by_another_makes_two_invoices()
    {
        var contract = new TestContract(
            Machine("M1", Alone("Mono", 500, 0, (0, 0.05m))) with { Fees = [Fee("Rental", 300) with { BillTo = "LEASE-X" }] })
            .Read("M1", "Mono", "2026-01-31", 0);

        var invoices = contract.Invoices();

        Assert.Equal([("CUST-A", 500m), ("LEASE-X", 300m)], invoices.Select(invoice => (invoice.BillTo, invoice.Net)));
    }

    [Fact]
    public void Each_pool_has_one_payer_and_pools_may_differ()
    {
        var meters = new[] { Pooled("Mono"), Pooled("Colour") };
        var contract = new TestContract(Machine("M1", meters), Machine("M2", meters))
            .Pooling(Pool("Mono", 500, 3000, (0, 0.05m)), Pool("Colour", 0, 0, (0, 0.10m)) with { BillTo = "CUST-B" });
        foreach (var machine in new[] { "M1", "M2" })
            contract.Read(machine, "Mono", "2026-01-31", 100).Read(machine, "Colour", "2026-01-31", 100);

        Assert.Equal([("CUST-A", 500m), ("CUST-B", 20m)], contract.Invoices().Select(invoice => (invoice.BillTo, invoice.Net)));
    }

    [Fact]
    public void Terms_may_name_their_own_currency_and_tax()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 100, 0, (0, 0m)))).Read("M1", "Mono", "2026-01-31", 0);
        contract.Terms = contract.Terms with { Currency = "USD", TaxRate = 0 };

        var invoice = Assert.Single(contract.Invoices()); // T-1

        Assert.Equal(("USD", 100m, 0m), (invoice.Currency, invoice.Total, invoice.Tax));
    }
}
