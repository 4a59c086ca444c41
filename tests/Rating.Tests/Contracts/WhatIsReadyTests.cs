using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>RUN-8: a run may bill what is ready, charge by charge.</summary>
public class WhatIsReadyTests
{
    static readonly ItemMeter Cent = Alone("Mono", 0, 0, (0, 0.01m));

    static string Billed(TestContract contract, Problem? also = null)
    {
        var rated = contract.Rate() with { BillsWhatIsReady = true };
        rated = also is null ? rated : rated with { Problems = [.. rated.Problems, also] };
        return string.Join(' ', Invoicing.Draft([rated], _ => default).SelectMany(invoice => invoice.Lines).Select(line => line.Charge));
    }

    [Fact]
    public void Fees_and_what_is_read_do_not_wait_for_the_rest()
    {
        var contract = new TestContract(Machine("M1", Cent) with { Fees = [Fee("Rental", 100)] }, Machine("M2", Cent)).Read("M2", "Mono", "2026-01-31", 500);

        Assert.True(contract.Rate().IsHeldBack);
        Assert.Equal("meter/M2/Mono fee/M1/Rental", Billed(contract));
        Assert.True((contract.Rate() with { BillsWhatIsReady = true }).IsIncomplete);
    }

    [Fact]
    public void A_pool_waits_as_a_whole()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")) with { Fees = [Fee("Rental", 100)] }, Machine("M2", Pooled("Mono"), Alone("Scan", 0, 0, (0, 0.01m))))
            .Pooling(Pool("Mono", 50, 0, (0, 0.01m))).Read("M1", "Mono", "2026-01-31", 500).Read("M2", "Scan", "2026-01-31", 100);

        Assert.Equal("meter/M2/Scan fee/M1/Rental", Billed(contract));
    }

    [Theory]
    [InlineData(null, "meter/M2/Mono fee/M1/Rental")]
    [InlineData(500, "fee/M1/Rental")]
    public void Meters_with_a_minimum_together_wait_for_each_other(int? ofContract, string billed)
    {
        var contract = new TestContract(Machine("M1", Cent, Alone("Colour", 0, 0, (0, 0.05m))) with { MinimumTotal = 50, Fees = [Fee("Rental", 100)] }, Machine("M2", Cent))
            .Read("M1", "Mono", "2026-01-31", 500).Read("M2", "Mono", "2026-01-31", 500); // the colour counter is missing
        contract.Terms = contract.Terms with { MinimumTotal = ofContract };

        Assert.Equal(billed, Billed(contract));
    }

    [Fact]
    public void What_is_in_the_way_of_the_contract_holds_all_of_it()
    {
        var contract = new TestContract(Machine("M1", Cent) with { Fees = [Fee("Rental", 100)] }).Read("M1", "Mono", "2026-01-31", 500);

        Assert.Equal("", Billed(contract, Problem.Blocking(ProblemCode.GroupUnfit, "x")));
    }
}
