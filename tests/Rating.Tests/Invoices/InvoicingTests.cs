using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Invoices;

/// <summary>Which charges come on which invoice, in which order, with which tax (B-1, T-4, A-34).</summary>
public class InvoicingTests
{
    static RatedContract Contract(string number, string customer, params Charge[] charges) =>
        new(number, customer, "ZAR", 15, null, charges, []);

    static Charge Charge(string key, string billTo, params decimal[] amounts) => new()
    {
        Key = key,
        BillTo = billTo,
        Fee = key.StartsWith("fee/", StringComparison.Ordinal) ? key.Split('/')[^1] : null,
        Meter = key.StartsWith("fee/", StringComparison.Ordinal) ? null : key.Split('/')[^1],
        Machine = key.StartsWith("meter/", StringComparison.Ordinal) ? key.Split('/')[1] : null,
        Cycles = [Month("2026-01")],
        Lines = [.. amounts.Select((amount, i) => new PricedLine(i - 1, 1, 1, null, amount))],
    };

    static IReadOnlyList<InvoiceDraft> Draft(InvoicePreference preference, params RatedContract[] contracts) =>
        Invoicing.Draft(contracts, _ => preference);

    [Fact]
    public void Each_contract_has_an_invoice_of_its_own()
    {
        var invoices = Draft(default, Contract("C2", "A", Charge("fee/X", "A", 20)), Contract("C1", "A", Charge("fee/X", "A", 10)));

        Assert.Equal(["C1", "C2"], invoices.Select(invoice => invoice.Contract));
    }

    [Fact]
    public void A_consolidated_customer_gets_one_for_all_its_contracts()
    {
        var invoice = Assert.Single(Draft(new(Consolidated: true, PerMachine: false),
            Contract("C1", "A", Charge("fee/X", "A", 10)), Contract("C2", "A", Charge("fee/X", "A", 20))));

        Assert.Equal((null, 30m), (invoice.Contract, invoice.Net));
        Assert.Equal(["C1", "C2"], invoice.Lines.Select(line => line.Contract));
    }

    [Fact]
    public void One_who_pays_for_others_gets_an_invoice_a_contract_though_consolidated()
    {
        var invoices = Draft(new(Consolidated: true, PerMachine: false),
            Contract("C1", "A", Charge("fee/X", "PAYER", 10)), Contract("C2", "B", Charge("fee/X", "PAYER", 20)));

        Assert.Equal([("PAYER", "C1"), ("PAYER", "C2")], invoices.Select(invoice => (invoice.BillTo, invoice.Contract)));
    }

    [Fact]
    public void N9_items_with_an_address_of_their_own_have_an_invoice_an_address_and_the_rest_the_contracts()
    {
        var terms = new ContractTerms
        {
            From = Month("2026-01"),
            BillingAddress = "Head office",
            Items = [Machine("M1") with { BillingAddress = "Depot" }, Machine("M2") with { BillingAddress = "Depot" }, Machine("M3"), new() { Location = "Hall/2", BillingAddress = "Hall" }],
        };
        var contract = Contract("C1", "A",
            Charge("pool/Mono", "A", 500), Charge("meter/M1/Scan", "A", 1), Charge("total/M1", "A", 4), Charge("meter/M2/Scan", "A", 2), Charge("meter/M3/Scan", "A", 3),
            Charge("fee/M1/Rental", "PAYER", 300), Charge("fee/M2/Rental/2", "A", 20), Charge("fee/Hall/2/Cleaning", "A", 9), Charge("fee/Service", "A", 7)) with
        { Terms = terms };

        Assert.Equal(
            [("A", "Depot", 27m), ("A", "Hall", 9m), ("A", "Head office", 510m), ("PAYER", null, 300m)],
            Draft(default, contract).Select(invoice => (invoice.BillTo, invoice.Address, invoice.Net)));
        Assert.Equal(
            [(null, "Depot", 24m), (null, "Hall", 9m), (null, "Head office", 507m), ("M1", "Depot", 1m), ("M2", "Depot", 2m), ("M3", "Head office", 3m)],
            Draft(new(Consolidated: false, PerMachine: true), contract).Where(invoice => invoice.BillTo == "A").Select(invoice => (invoice.Machine, invoice.Address, invoice.Net)));
    }

    [Fact]
    public void Meters_priced_alone_come_a_machine_an_invoice_where_wished_and_pools_and_fees_stay()
    {
        var invoices = Draft(new(Consolidated: false, PerMachine: true), Contract("C1", "A",
            Charge("pool/Mono", "A", 500), Charge("meter/M2/Scan", "A", 2), Charge("meter/M1/Scan", "A", 1), Charge("meter/M1/A3", "A", 3),
            Charge("fee/M1/Rental", "A", 300)));

        Assert.Equal([(null, 800m), ("M1", 4m), ("M2", 2m)], invoices.Select(invoice => (invoice.Machine, invoice.Net)));
    }

    [Fact]
    public void Invoices_come_by_payer_then_contract()
    {
        var invoices = Draft(default,
            Contract("C2", "B", Charge("fee/X", "B", 1), Charge("fee/Y", "a", 1), Charge("fee/Z", "A", 1)),
            Contract("C1", "B", Charge("fee/X", "B", 1)));

        Assert.Equal([("A", "C2"), ("B", "C1"), ("B", "C2"), ("a", "C2")], invoices.Select(invoice => (invoice.BillTo, invoice.Contract)));
    }

    [Fact]
    public void Lines_keep_the_order_of_the_contract()
    {
        var invoice = Assert.Single(Draft(default, Contract("C1", "A",
            Charge("pool/Mono", "A", 500, 5), Charge("pool/Colour", "A", 0, 15), Charge("fee/M1/Rental", "A", 300))));

        Assert.Equal([500m, 5m, 0m, 15m, 300m], invoice.Lines.Select(line => line.Amount));
        Assert.Equal([LineKind.Minimum, LineKind.Usage, LineKind.Minimum, LineKind.Usage, LineKind.Fee], invoice.Lines.Select(line => line.Kind));
    }

    [Fact]
    public void An_invoice_of_zeros_or_of_nothing_is_not_made()
    {
        Assert.Empty(Draft(default, Contract("C1", "A", Charge("pool/Mono", "A", 0, 0)), Contract("C2", "A", Charge("pool/Mono", "A"))));
    }

    [Fact]
    public void A_contract_held_back_is_left_out_with_its_fees()
    {
        var held = Contract("C1", "A", Charge("fee/X", "A", 10)) with
        {
            Problems = [Problem.Blocking(ProblemCode.MissingReading, new MeterKey("M1", "Mono"), "")],
        };
        var odd = Contract("C2", "A", Charge("fee/X", "A", 20)) with
        {
            Problems = [Problem.Warning(ProblemCode.ZeroUsage, new MeterKey("M1", "Mono"), "")],
        };

        Assert.Equal("C2", Assert.Single(Draft(default, held, odd)).Contract); // RUN-8
    }

    [Fact]
    public void Tax_is_on_the_sum_of_the_lines_of_a_rate_and_not_on_each()
    {
        var cents = Enumerable.Range(0, 10).Select(i => Charge($"fee/F{(char)('A' + i)}", "A", 0.03m)).ToArray();

        var invoice = Assert.Single(Draft(default, Contract("C1", "A", cents)));

        Assert.Equal((0.30m, 0.05m, 0.35m), (invoice.Net, invoice.Tax, invoice.Total)); // 10 x 0.0045 would be 0.00
    }

    [Fact]
    public void Each_rate_has_its_own_tax_rounded_by_itself()
    {
        var invoice = Assert.Single(Draft(new(Consolidated: true, PerMachine: false),
            Contract("C1", "A", Charge("fee/X", "A", 0.10m)), Contract("C2", "A", Charge("fee/X", "A", 0.10m)) with { TaxRate = 5 }));

        Assert.Equal([(5m, 0.10m, 0.01m), (15m, 0.10m, 0.02m)], invoice.TaxByRate);
        Assert.Equal(0.03m, invoice.Tax);
    }

    [Fact]
    public void Contracts_in_two_currencies_are_never_added_up()
    {
        var invoices = Draft(new(Consolidated: true, PerMachine: false),
            Contract("C1", "A", Charge("fee/X", "A", 10)), Contract("C2", "A", Charge("fee/X", "A", 20)) with { Currency = "USD" });

        Assert.Equal([("USD", 20m), ("ZAR", 10m)], invoices.OrderBy(invoice => invoice.Currency).Select(invoice => (invoice.Currency, invoice.Net)));
    }
}
