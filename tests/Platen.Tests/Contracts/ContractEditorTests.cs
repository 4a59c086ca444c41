using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Platen.Contracts;
using Platen.Rating;
using Platen.Tests.Billing;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>A contract under somebody's hands: nothing of it is lost, and what many keystrokes would do is done at once.</summary>
public class ContractEditorTests
{
    static readonly DateOnly Day = new(2025, 12, 31);

    [Fact]
    public void Whatever_terms_are_opened_and_kept_say_the_same_afterwards() =>
        RandomBooks.Any.Sample(book =>
        {
            foreach (var terms in book.Contracts.SelectMany(contract => contract.Terms))
            {
                var kept = ContractEditor.Kept(new ContractEditor(Office.Proposal(terms, edited: 1)).Keep())!;
                Assert.False(kept.IsChanged);
                Assert.Equal(TermsDocument.Write(terms), TermsDocument.Write(kept.Terms));
            }
        }, iter: 200);

    [Fact]
    public void Two_peoples_changes_together_are_those_of_the_one_where_the_other_made_none() =>
        RandomBooks.Any.Sample(book =>
        {
            var all = book.Contracts.SelectMany(contract => contract.Terms).Select(terms => Office.Proposal(terms)).ToList();
            foreach (var (before, changed) in all.Zip(all.Skip(1)))
            {
                Assert.Equal(Text(changed), Text(ProposalMerge.Lay(before, before, changed)));
                Assert.Equal(Text(changed), Text(ProposalMerge.Lay(before, changed, before)));
                Assert.Equal(Text(changed), Text(ProposalMerge.Lay(before, changed, changed)));
            }
        }, iter: 200);

    [Theory]
    [InlineData(true, "7.00", "14.00", 3)]
    [InlineData(false, "8.00", "14.00", 3)]
    public void Both_peoples_changes_are_kept_and_one_of_the_two_decides_where_they_changed_the_same(bool mine, string fee, string rate, int cycle)
    {
        var before = Office.Proposal(DealerBook.Alone("M1", fee: 6) with { TaxRate = 15 }, edited: 1);
        var editor = new ContractEditor(before);
        editor.Put(before.Terms! with { TaxRate = 14.00m, Items = [before.Terms!.Items[0] with { Fees = [before.Terms.Items[0].Fees[0] with { Amount = 7.00m }] }] });
        var theirs = before with { Edited = 2, Terms = before.Terms with { CycleMonths = 3, Items = [before.Terms.Items[0] with { Fees = [before.Terms.Items[0].Fees[0] with { Amount = 8.00m }] }] } };

        editor.Join(theirs, mine);

        Assert.Equal((fee, rate, cycle, 2), (
            Invariant(editor.Terms.Items[0].Fees[0].Amount), Invariant(editor.Terms.TaxRate!.Value), editor.Terms.CycleMonths, editor.Now.Edited));
    }

    [Theory, EveryDatabase]
    public async Task L_12_A_new_first_day_begins_another_block_of_copies_where_one_is_over(TestDatabase database)
    {
        var terms = PrepaidRunTests.Terms();
        var over = terms.Prepaid[0] with { Marked = false };
        await PrepaidRunTests.Book(terms with { Prepaid = [over] }).Import(database);
        var editor = new ContractEditor(ContractEditor.Newest(await database.Show("PRE0000001")));

        var next = over.BeginOn(new DateOnly(2027, 1, 1), editor.Opened.Terms!.Prepaid) with { End = new DateOnly(2027, 12, 31) };
        Assert.Equal(over, next.BeginOn(over.Start, editor.Opened.Terms.Prepaid) with { End = over.End }); // back again, it is over again
        editor.Put(editor.Terms with { Prepaid = [next] });
        await database.Change("PRE0000001", editor.Now);

        var kept = (await database.Show("PRE0000001")).Versions[^1].Terms.Prepaid.Single();
        Assert.Equal((new DateOnly(2027, 1, 1), true), (kept.Start, kept.Marked));
    }

    [Fact]
    public void Machines_come_with_their_meters_into_the_pools_that_there_are()
    {
        var terms = DealerBook.Pool(["M1"], 0, 0, new Level { From = 0, UnitCharge = 0.05m });

        var added = terms.Add([new("M2", ["Mono", "Scan"], [1200], null)], Day).Items[1];

        Assert.Equal([("Mono", 1200, true, 0), ("Scan", 0, false, 1)], added.Meters.Select(meter => (meter.Type, (int)meter.StartReading, meter.Aggregate, meter.Levels.Length)));
        Assert.All(added.Meters, meter => Assert.Equal(Day, meter.ReadingDate));
    }

    [Fact]
    public void A_set_up_is_copied_without_counters_dates_and_names()
    {
        var pattern = DealerBook.Alone("M1", minimum: 100, quantity: 50, fee: 10);
        var terms = pattern.Add([new("M2", ["Mono"], [77], new DateOnly(2026, 2, 1)), new("M3", ["Colour"], [], null)], Day);

        var items = terms.CopySetUp(0).Items;

        Assert.Equal([10m, 10m, 10m], items.Select(item => item.Fees.Single().Amount));
        Assert.Equal((100m, 77L, new DateOnly(2026, 2, 1)), (items[1].Meters[0].MinBilling, items[1].Meters[0].StartReading, items[1].Meters[0].ReadingDate));
        Assert.Equal(("M3", "Colour"), (items[2].Machine, items[2].Meters.Single().Type));
    }

    [Fact]
    public void A_type_ticked_once_is_in_the_pool_on_every_item_and_unticked_priced_alone_again()
    {
        var terms = DealerBook.Alone("M1", minimum: 100, quantity: 50).Add([new("M2", ["Mono"], [], null)], Day);

        var pooled = terms.Pool("Mono");
        var alone = pooled.Unpool("Mono");

        Assert.All(pooled.Items, item => Assert.True(item.Meters.Single() is { Aggregate: true, MinBilling: 0, Levels.Length: 0 }));
        Assert.Equal((100m, 50L), (pooled.AggregateMeters.Single().MinBilling, pooled.AggregateMeters.Single().MinQuantity));
        Assert.Empty(alone.AggregateMeters);
        Assert.All(alone.Items, item => Assert.True(item.Meters.Single() is { Aggregate: false, MinBilling: 100, Levels.Length: 1 }));
    }

    /// <summary>A price that says something in every field, also in those that are still to come.</summary>
    static readonly ItemMeter Full = new()
    {
        Type = "Mono",
        StartReading = 7,
        ReadingDate = new DateOnly(2026, 2, 1),
        MinBilling = 120,
        MinQuantity = 1000,
        Method = PricingMethod.WholeVolume,
        Levels = [new Level { From = 0, UnitCharge = 0.05m, FinanceAmount = 0.01m }, new Level { From = 5000, UnitCharge = 0.04m }],
        ShortfallCharge = 0.012m,
        CreditsShortfall = true,
        CycleMonths = 3,
        BillingPeriod = 2,
        MinimumCycleMonths = 1,
        MinimumPeriod = 4,
        BillTo = "CUST-B",
        Payers = [new CopyPayer { BillTo = "CUST-C", UnitCharge = 0.002m }],
        Supplier = "FIN",
        FinanceAmount = 60,
        Escalation = new() { Type = EscalationType.Percentage, Amount = 8, Period = 3, Cap = 6 },
        Account = "4100",
        CosAccount = "5100",
        Product = "MONO",
        OrderNumber = "PO-7",
        Active = false,
        Aggregate = true,
    };

    [Fact]
    public void A_pool_takes_over_all_of_a_price_and_gives_all_of_it_back()
    {
        AssertFull(Full, new ItemMeter { Type = "", StartReading = 0, ReadingDate = default });
        var alone = Full with { Active = true, Aggregate = false };
        var terms = new ContractTerms { From = Period.Parse("2026-01"), Items = [new ContractItem { Machine = "M1", Meters = [alone] }] };

        var pooled = terms.Pool("Mono");

        Assert.Equal(TermsDocument.Write(terms), TermsDocument.Write(pooled.Unpool("Mono")));
        Assert.Equal((0.012m, 3, 1, "MONO", true), (pooled.AggregateMeters[0].ShortfallCharge, pooled.AggregateMeters[0].CycleMonths, pooled.AggregateMeters[0].MinimumCycleMonths, pooled.AggregateMeters[0].Product, pooled.AggregateMeters[0].CreditsShortfall));
    }

    [Fact]
    public void A_set_up_that_is_copied_is_all_of_it_but_what_an_item_says_of_itself()
    {
        var pattern = new ContractItem
        {
            Machine = "M1",
            Location = "x",
            Description = "x",
            Place = "x",
            ShippingAddress = "x",
            BillingAddress = "x",
            IsExtra = true,
            From = new DateOnly(2026, 1, 1),
            Until = new DateOnly(2027, 1, 1),
            Contacts = [new() { Name = "x" }],
            Fees = [new Fee { Type = "Rental", Amount = 10 }],
            Meters = [Full],
            SlaHours = 4,
            TravelRadius = 30,
            TravelChargeRate = 5,
            CosAccount = "5200",
            MinimumTotal = 90,
            Inclusions = [new() { Kind = InclusionKind.Part, Code = "TN", Quantity = 1 }],
        };
        AssertFull(pattern, new ContractItem());
        string[] own = ["machine", "location", "description", "place", "shippingAddress", "billingAddress", "isExtra", "from", "until", "contacts", "meters"];
        var terms = new ContractTerms { From = Period.Parse("2026-01"), Items = [pattern, new ContractItem { Machine = "M2", Meters = [new ItemMeter { Type = "Mono", StartReading = 9, ReadingDate = Day }] }] };

        var copied = terms.CopySetUp(0).Items[1];

        Assert.Equal(Document(Full with { StartReading = 9, ReadingDate = Day }).ToJsonString(), Document(copied.Meters[0]).ToJsonString());
        foreach (var (name, said) in Document(pattern))
            Assert.Equal((name, own.Contains(name)), (name, !JsonNode.DeepEquals(said, Document(copied)[name])));
    }

    static void AssertFull<T>(T full, T empty)
    {
        var same = typeof(T).GetProperties().Where(field => field.CanWrite && Equals(field.GetValue(full), field.GetValue(empty))).Select(field => field.Name);
        Assert.Equal("", string.Join(", ", same));
    }

    static JsonObject Document<T>(T row) => (JsonObject)JsonSerializer.SerializeToNode(row, Platen.Data.Json.Options)!;

    [Fact]
    public void A_contract_becomes_prepaid_with_authorisation()
    {
        var editor = new ContractEditor(Office.Proposal());

        editor.Put(editor.Now with { Type = "prepaid" });

        Assert.True(editor.Terms.EnforceAuthorisation);
    }

    static string Text(ContractProposal proposal) => new ContractEditor(proposal).Keep();

    static string Invariant(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
