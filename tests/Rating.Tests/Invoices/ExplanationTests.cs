using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Invoices;

/// <summary>Every line says in words what it is, the same words everywhere.</summary>
public class ExplanationTests
{
    static IEnumerable<string> Words(TestContract contract, string period = "2026-01") =>
        contract.Rate(period).Charges.SelectMany(charge => charge.Lines.Select(charge.Explain));

    static TestContract Pool(int machines, long each, PoolMeter price) =>
        Enumerable.Range(0, machines).Aggregate(
            new TestContract([.. Enumerable.Range(0, machines).Select(i => Machine(Serial(i), Pooled(price.Type)))]).Pooling(price),
            (contract, i) => contract.Read(Serial(i), price.Type, "2026-01-31", each));

    [Fact]
    public void The_contract_of_seed_002_reads_as_the_book_says()
    {
        var contract = new TestContract(
            Machine("M1", Pooled("Mono")) with { Fees = [Fee("Insurance", 300)] }, Machine("M2", Pooled("Mono")), Machine("M3", Pooled("Mono")))
            .Pooling(Make.Pool("Mono", 500, 3000, (0, 0.05m), (10001, 0.04m)))
            .Read("M1", "Mono", "2026-01-31", 2000).Read("M2", "Mono", "2026-01-31", 500).Read("M3", "Mono", "2026-01-31", 600);

        Assert.Equal(
            ["Minimum for the first 3,000 mono copies on 3 machines", "3,001 to 3,100: 100 copies at 0.05", "Insurance"], Words(contract));
    }

    [Fact]
    public void A_book_line_carries_the_numbers_behind_the_words()
    {
        var lines = Assert.Single(Pool(1, 3100, Make.Pool("Mono", 500, 3000, (0, 0.05m))).Invoices()).Lines;

        Assert.Equal((LineKind.Minimum, "Mono", null, 3000L, null, 500m),
            (lines[0].Kind, lines[0].Meter, lines[0].Machine, lines[0].Quantity, lines[0].UnitCharge, lines[0].Amount));
        Assert.Equal((LineKind.Usage, "Mono", null, 100L, 0.05m, 5m),
            (lines[1].Kind, lines[1].Meter, lines[1].Machine, lines[1].Quantity, lines[1].UnitCharge, lines[1].Amount));
    }

    [Fact]
    public void One_copy_and_one_machine_are_not_many() =>
        Assert.Equal(["Minimum for the first 3,000 mono copies on 1 machine", "3,001 to 3,001: 1 copy at 0.05"],
            Words(Pool(1, 3001, Make.Pool("Mono", 500, 3000, (0, 0.05m)))));

    [Fact]
    public void A_flat_amount_pays_for_no_copies() =>
        Assert.Equal(["Minimum for colour copies on 2 machines", "1 to 20: 20 copies at 0.10"],
            Words(Pool(2, 10, Make.Pool("Colour", 250, 0, (0, 0.1m)))));

    [Fact]
    public void A_minimum_for_one_copy_says_so() =>
        Assert.Equal(["Minimum for the first mono copy on 1 machine"], Words(Pool(1, 1, Make.Pool("Mono", 25, 1, (0, 0.1m)))));

    [Fact]
    public void A_machines_own_minimum_names_no_other_machines() =>
        Assert.Equal(["Minimum for the first 1,000 scan copies"],
            Words(new TestContract(Machine("M1", Alone("Scan", 250, 1000, (0, 0.01m)))).Read("M1", "Scan", "2026-01-31", 7)));

    [Fact]
    public void Names_with_figures_in_them_stay_as_they_are() =>
        Assert.Equal(["Minimum for the first 10 A3 copies on 1 machine"], Words(Pool(1, 7, Make.Pool("A3", 5, 10, (0, 0.01m)))));

    [Fact]
    public void Each_level_tells_its_own_copies() =>
        Assert.Equal(["1 to 500: 500 copies at 0.10", "501 to 1,000: 500 copies at 0.08", "1,001 to 1,500: 500 copies at 0.05"],
            Words(Pool(1, 1500, Make.Pool("Mono", 0, 0, (0, 0.10m), (501, 0.08m), (1001, 0.05m)))));

    [Fact]
    public void Whole_volume_tells_all_copies_at_the_one_rate() =>
        Assert.Equal(["1 to 1,500: 1,500 copies at 0.05"], Words(Pool(1, 1500,
            Make.Pool("Mono", 0, 0, (0, 0.10m), (1001, 0.05m)) with { Method = PricingMethod.WholeVolume })));

    [Theory]
    [InlineData("0.05", "0.05")]
    [InlineData("0.050000", "0.05")]
    [InlineData("0.1", "0.10")]
    [InlineData("2", "2.00")]
    [InlineData("0.0085", "0.0085")]
    [InlineData("0.000001", "0.000001")]
    public void A_rate_is_written_as_money_with_the_decimals_it_needs(string rate, string words) =>
        Assert.Equal($"1 to 7: 7 copies at {words}", Assert.Single(Words(Pool(1, 7, Make.Pool("Mono", 0, 0, (0, Decimal(rate)))))));

    [Fact]
    public void Cycles_billed_together_are_told()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")) with { Fees = [Fee("Insurance", 300)] })
            .Pooling(Make.Pool("Mono", 500, 3000, (0, 0.05m))).Read("M1", "Mono", "2026-02-28", 6000);

        Assert.Equal(
            ["Minimum for the first 6,000 mono copies on 1 machine, 2 cycles", "Insurance for 2 cycles, 2026-01 to 2026-02"],
            Words(contract, "2026-02"));
    }

    [Fact]
    public void Words_are_the_same_in_every_country()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-ZA") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = " " } };
            The_contract_of_seed_002_reads_as_the_book_says();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
