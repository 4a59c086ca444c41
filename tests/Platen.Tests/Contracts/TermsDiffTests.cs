using System.Reflection;
using System.Text.Json;
using Platen.Contracts;
using Platen.Rating;

namespace Platen.Tests.Contracts;

/// <summary>What sends an active contract back for approval: a row for everything on the vendor's list (L-4), for what A-13 adds, and for what does neither.</summary>
public class TermsDiffTests
{
    static readonly DateOnly Day = new(2026, 6, 1);

    static readonly ContractHeader Header = new("CUST-A", "cost-per-copy", new DateOnly(2026, 1, 1), null);

    static readonly ContractTerms Terms = new()
    {
        From = Period.Parse("2026-01"),
        Items =
        [
            new ContractItem
            {
                Machine = "M1",
                Fees = [new Fee { Type = "Rental", Amount = 300 }],
                Meters =
                [
                    new ItemMeter { Type = "Mono", StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), Aggregate = true },
                    new ItemMeter { Type = "Scan", StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), Levels = [new Level { From = 0, UnitCharge = 0.01m }] },
                ],
            },
        ],
        AggregateFees = [new Fee { Type = "Support", Amount = 50 }],
        AggregateMeters =
        [
            new PoolMeter { Type = "Mono", MinBilling = 500, MinQuantity = 3000, Levels = [new Level { From = 0, UnitCharge = 0.05m }, new Level { From = 10001, UnitCharge = 0.04m }] },
        ],
        Prepaid = [new PrepaidMeter { Type = "Mono", Start = new DateOnly(2026, 1, 1), End = new DateOnly(2026, 12, 31), IncludedUsage = 100000 }],
    };

    /// <summary>Always: the vendor's list. Enforced: only where authorisation is enforced, and not by the vendor's list alone.</summary>
    public enum When
    {
        Always,
        Enforced,
        Never,
    }

    static readonly (string Place, When Needs, Func<ContractHeader, ContractHeader> Header, Func<ContractTerms, ContractTerms> Terms)[] Table =
    [
        Head("Type", When.Always, header => header with { Type = "rental" }),
        Head("Customer", When.Always, header => header with { Customer = "CUST-B" }),
        Head("Start", When.Never, header => header with { Start = Day }),
        Head("End", When.Never, header => header with { End = Day }),
        Row("Aggregate", When.Always, terms => terms with { AggregateMeters = [], Items = [terms.Items[0] with { Meters = [terms.Items[0].Meters[1]] }] }),
        Row("Machine M2", When.Always, terms => terms with { Items = [.. terms.Items, new ContractItem { Machine = "M2" }] }),
        Row("Machine M1", When.Always, terms => terms with { Items = [] }),
        Row("Location Server room", When.Always, terms => terms with { Items = [.. terms.Items, new ContractItem { Location = "Server room" }] }),
        Item("on the contract from", When.Always, item => item with { From = Day }),
        Item("on the contract until", When.Always, item => item with { Until = Day }),
        Item("fee Insurance", When.Always, item => item with { Fees = [.. item.Fees, new Fee { Type = "Insurance", Amount = 1 }] }),
        Item("fee Rental", When.Always, item => item with { Fees = [] }),
        OfFee("amount", When.Always, fee => fee with { Amount = 301 }),
        OfFee("from", When.Always, fee => fee with { From = Day }),
        OfFee("until", When.Always, fee => fee with { Until = Day }),
        OfFee("escalation", When.Always, fee => fee with { Escalation = Ten }),
        OfFee("account", When.Always, fee => fee with { Account = "4000" }),
        OfFee("COS account", When.Always, fee => fee with { CosAccount = "5000" }),
        OfFee("invoice description", When.Always, fee => fee with { Description = "Rent" }),
        OfFee("billing period", When.Always, fee => fee with { BillingPeriod = 2 }),
        OfFee("billing cycle in months", When.Always, fee => fee with { CycleMonths = 3 }),
        OfFee("billing customer", When.Always, fee => fee with { BillTo = "CUST-B" }),
        OfFee("supplier", When.Always, fee => fee with { Supplier = "SUP" }),
        OfFee("finance amount", When.Always, fee => fee with { FinanceAmount = 1 }),
        Row("Fee Support, amount", When.Always, terms => terms with { AggregateFees = [terms.AggregateFees[0] with { Amount = 51 }] }),
        Row("Billing cycle in months", When.Always, terms => terms with { CycleMonths = 3 }),
        Row("Billing period", When.Always, terms => terms with { BillingPeriod = 2 }),
        Row("Escalation", When.Always, terms => terms with { Escalation = Ten }),
        Pool("billing customer", When.Always, pool => pool with { BillTo = "CUST-B" }),
        Meter("billing customer", When.Always, meter => meter with { BillTo = "CUST-B" }),
        Pool("minimum", When.Enforced, pool => pool with { MinBilling = 600 }),
        Pool("minimum quantity", When.Enforced, pool => pool with { MinQuantity = 4000 }),
        Pool("method", When.Enforced, pool => pool with { Method = PricingMethod.WholeVolume }),
        Pool("level 2 from 10,001, unit charge", When.Enforced, pool => pool with { Levels = [pool.Levels[0], pool.Levels[1] with { UnitCharge = 0.03m }] }),
        Pool("level 2 from 12,000, from copy", When.Enforced, pool => pool with { Levels = [pool.Levels[0], pool.Levels[1] with { From = 12000 }] }),
        Pool("level 3 from 20,001", When.Enforced, pool => pool with { Levels = [.. pool.Levels, new Level { From = 20001, UnitCharge = 0.03m }] }),
        Pool("supplier", When.Enforced, pool => pool with { Supplier = "SUP" }),
        Pool("finance amount", When.Enforced, pool => pool with { FinanceAmount = 1 }),
        Pool("escalation", When.Enforced, pool => pool with { Escalation = Ten }),
        Pool("active", When.Enforced, pool => pool with { Active = false }),
        Pool("account", When.Never, pool => pool with { Account = "4000" }),
        Pool("order number", When.Never, pool => pool with { OrderNumber = "PO-1" }),
        Meter("level 1 from 0, unit charge", When.Enforced, meter => meter with { Levels = [new Level { From = 0, UnitCharge = 0.02m }] }),
        Meter("in the pool", When.Enforced, meter => meter with { Aggregate = true }),
        Item("Scan", When.Enforced, item => item with { Meters = [item.Meters[0]] }),
        Meter("start reading", When.Never, meter => meter with { StartReading = 5 }),
        Meter("reading date", When.Never, meter => meter with { ReadingDate = Day }),
        Prepaid("included usage", When.Enforced, row => row with { IncludedUsage = 90000 }),
        Prepaid("start", When.Enforced, row => row with { Start = Day }),
        Prepaid("end", When.Enforced, row => row with { End = Day }),
        Prepaid("crossing", When.Enforced, row => row with { Crossing = Crossing.FreeUntilNextPeriod }),
        Prepaid("rebate", When.Never, row => row with { Rebate = 5 }),
        Row("Mono prepaid", When.Enforced, terms => terms with { Prepaid = [] }),
        Row("Currency", When.Enforced, terms => terms with { Currency = "USD" }),
        Row("Exchange rate", When.Enforced, terms => terms with { ExchangeRate = 18 }),
        Row("Tax rate", When.Never, terms => terms with { TaxRate = 14 }),
        Row("Billing day", When.Never, terms => terms with { BillingDay = 25 }),
        Row("Order number", When.Never, terms => terms with { OrderNumber = "PO-1" }),
        Row("Order number required", When.Never, terms => terms with { OrderNumberRequired = true }),
        Row("Billing address", When.Never, terms => terms with { BillingAddress = "Main" }),
        Row("Contacts", When.Never, terms => terms with { Contacts = [new Contact { Name = "Sipho" }] }),
        Item("place", When.Never, item => item with { Place = "Reception" }),
        Item("extra", When.Never, item => item with { IsExtra = true }),
        Item("hours to respond", When.Never, item => item with { SlaHours = 8 }),
        Item("travel rate", When.Never, item => item with { TravelChargeRate = 5 }),
        Item("inclusions", When.Never, item => item with { Inclusions = [new Inclusion { Kind = InclusionKind.Part, Code = "TONER", Quantity = 2 }] }),
    ];

    public static TheoryData<string> Places => [.. Table.Select(row => row.Place)];

    [Theory, MemberData(nameof(Places))]
    public void A_change_needs_approval_as_the_list_says(string place)
    {
        var (_, needs, header, terms) = Table.Single(row => row.Place == place);

        Assert.Equal(needs == When.Always, Needs(place, header, terms, enforced: false, pricesToo: true));
        Assert.Equal(needs != When.Never, Needs(place, header, terms, enforced: true, pricesToo: true));
        Assert.Equal(needs == When.Always, Needs(place, header, terms, enforced: true, pricesToo: false));
    }

    [Fact]
    public void Turning_authorisation_off_is_itself_a_change_to_approve()
    {
        var enforced = Terms with { EnforceAuthorisation = true };

        Assert.True(TermsDiff.Of((Header, enforced), (Header, Terms), pricesToo: true).Single().NeedsApproval);
    }

    [Fact]
    public void The_same_terms_written_otherwise_are_no_difference() =>
        Assert.Empty(TermsDiff.Of((Header, Terms), (Header, Terms with { From = Period.Parse("2026-06"), AggregateFees = [Terms.AggregateFees[0] with { Amount = 50.00m }] }), pricesToo: true));

    [Fact]
    public void A_difference_says_what_was_and_what_is() => Assert.Equal(
        [new Difference("Mono pool, level 2 from 10,001, unit charge", "0.04", "0.035", false), new Difference("Machine M2", null, "no charges", true)],
        TermsDiff.Of((Header, Terms), (Header, Terms with
        {
            AggregateMeters = [Terms.AggregateMeters[0] with { Levels = [Terms.AggregateMeters[0].Levels[0], new Level { From = 10001, UnitCharge = 0.0350m }] }],
            Items = [.. Terms.Items, new ContractItem { Machine = "M2" }],
        }), pricesToo: true));

    /// <summary>A field that somebody adds to the terms must be decided on here.</summary>
    [Fact]
    public void Every_field_of_a_contract_is_compared()
    {
        var missing = Missing(TermsFields.Header)
            .Concat(Missing(TermsFields.Terms, "from", "escalation", "items", "aggregateFees", "aggregateMeters", "prepaid"))
            .Concat(Missing(TermsFields.Item, "machine", "location", "fees", "meters"))
            .Concat(Missing(TermsFields.Fee, "type"))
            .Concat(Missing(TermsFields.Price, "type", "levels"))
            .Concat(Missing(TermsFields.ItemMeter))
            .Concat(Missing(TermsFields.Level))
            .Concat(Missing(TermsFields.Prepaid, "type"));

        Assert.Empty(missing);
    }

    /// <param name="otherwise">Fields that tell rows apart, or are compared row by row.</param>
    static IEnumerable<string> Missing<T>(IReadOnlyList<Field<T>> fields, params string[] otherwise) =>
        from property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.CanWrite
        let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
        where !otherwise.Contains(name) && fields.All(field => field.Name != name)
        select $"{typeof(T).Name}.{name}";

    static readonly Escalation Ten = new() { Type = EscalationType.Percentage, Amount = 10, Period = 3 };

    static bool Needs(string place, Func<ContractHeader, ContractHeader> header, Func<ContractTerms, ContractTerms> terms, bool enforced, bool pricesToo)
    {
        var old = Terms with { EnforceAuthorisation = enforced };
        var found = TermsDiff.Of((Header, old), (header(Header), terms(old)), pricesToo);
        return found.Single(difference => difference.Place == place).NeedsApproval;
    }

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Head(string place, When needs, Func<ContractHeader, ContractHeader> change) =>
        (place, needs, change, terms => terms);

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Row(string place, When needs, Func<ContractTerms, ContractTerms> change) =>
        (place, needs, header => header, change);

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Item(string what, When needs, Func<ContractItem, ContractItem> change) =>
        Row($"Machine M1, {what}", needs, terms => terms with { Items = [change(terms.Items[0])] });

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) OfFee(string what, When needs, Func<Fee, Fee> change) =>
        Item($"fee Rental, {what}", needs, item => item with { Fees = [change(item.Fees[0])] });

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Meter(string what, When needs, Func<ItemMeter, ItemMeter> change) =>
        Item($"Scan, {what}", needs, item => item with { Meters = [item.Meters[0], change(item.Meters[1])] });

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Pool(string what, When needs, Func<PoolMeter, PoolMeter> change) =>
        Row($"Mono pool, {what}", needs, terms => terms with { AggregateMeters = [change(terms.AggregateMeters[0])] });

    static (string, When, Func<ContractHeader, ContractHeader>, Func<ContractTerms, ContractTerms>) Prepaid(string what, When needs, Func<PrepaidMeter, PrepaidMeter> change) =>
        Row($"Mono prepaid, {what}", needs, terms => terms with { Prepaid = [change(terms.Prepaid[0])] });
}
