using Platen.Contracts;
using Platen.Rating;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>F-1, GL-1: what a contract's rows begin with, by its type and by the fee's; and which fees it may have.</summary>
public class RowDefaultsTests
{
    static readonly RowDefaults Tables = new(
        [
            new ContractType { Code = "rental", Account = "sales:rental", CosAccount = "cos:rental", FeeTypes = ["Rental", "Insurance"] },
            new ContractType { Code = "copies", Account = "sales:copies" },
        ],
        [new FeeType { Type = "Insurance", Description = "Insurance of the machine", Account = "sales:insurance" }]);

    static ContractTerms Terms => DealerBook.Alone("M1") with
    {
        AggregateFees = [new Fee { Type = "Insurance", Amount = 30 }],
        Items = [DealerBook.Alone("M1", fee: 10).Items[0]],
    };

    [Fact]
    public void New_rows_begin_with_the_fees_type_then_with_the_contracts() =>
        Assert.Equal("cos:rental | sales:rental/cos:rental | sales:rental/cos:rental/ | sales:insurance/cos:rental/Insurance of the machine", Say(Tables.Fill(Terms, "rental", null)));

    [Fact]
    public void What_a_row_says_stays_and_so_does_what_is_no_new_row()
    {
        var said = Terms with { AggregateFees = [Terms.AggregateFees[0] with { Account = "sales:other", Description = "Cover" }] };

        Assert.Equal(" | / | // | //", Say(Tables.Fill(Terms, "rental", Terms)));
        Assert.EndsWith("sales:other/cos:rental/Cover", Say(Tables.Fill(said, "rental", null)));
    }

    [Fact]
    public void Choosing_another_type_for_a_new_contract_takes_the_first_ones_defaults_away()
    {
        var editor = new ContractEditor(Office.Proposal() with { Type = "rental", Terms = new() { From = Period.Parse("2026-01") } }, Tables);
        editor.Put(editor.Now with { Terms = Terms });
        Assert.Equal("sales:rental", editor.Terms.Items[0].Meters[0].Account);

        editor.Put(editor.Now with { Type = "copies", Terms = editor.Terms with { TaxRate = 14 } });

        Assert.Equal(" | sales:copies/ | sales:copies// | sales:insurance//Insurance of the machine", Say(editor.Terms));
    }

    [Theory, EveryDatabase]
    public async Task What_a_saved_contract_leaves_out_is_filled_once_and_billing_never_asks_again(TestDatabase database)
    {
        await Office.Dealer().Reading("M1", "Mono", "2026-01-31", 1100).Import(database);
        await Keep(database, SetupTables.ContractTypes, new ContractType { Code = "rental", Account = "sales:rental" });
        var number = (await database.Write(Office.Proposal(DealerBook.Alone("M1", fee: 10)) with { Type = "rental" })).Number;
        await database.Release(number);
        await database.Approve(number);
        await new KeepSetup(database.Database, database.Trail()).Change(SetupTables.ContractTypes, "rental", new ContractType { Code = "rental", Account = "sales:later" }, Stop);
        await database.BillAndPost(Period.Parse("2026-01"));

        var item = (await database.Show(number)).Versions[0].Terms.Items[0];
        Assert.Equal(("sales:rental", "sales:rental"), (item.Fees[0].Account, item.Meters[0].Account));
        Assert.Contains("sales:rental", (await database.Platen("export", "journal")).Output, StringComparison.Ordinal);

        // Emptied in a change, it stays empty; a new row begins with what the table says now.
        var emptied = item with { Fees = [item.Fees[0] with { Account = null }, new Fee { Type = "Insurance", Amount = 5 }] };
        await database.Change(number, Office.Proposal(DealerBook.Alone("M1") with { Items = [emptied] }, edited: 1) with { Type = "rental" });
        Assert.Equal([null, "sales:later"], (await database.Show(number)).Versions[^1].Terms.Items[0].Fees.Select(fee => fee.Account));
    }

    [Theory, EveryDatabase]
    public async Task F1_A_fee_that_the_contracts_type_does_not_have_is_refused_beside_its_field(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        await Keep(database, SetupTables.ContractTypes, new ContractType { Code = "rental", FeeTypes = ["Rental", "Insurance"] });
        var terms = DealerBook.Alone("M1", fee: 10) with { AggregateFees = [new Fee { Type = "Toner", Amount = 1 }] };

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Write(Office.Proposal(terms) with { Type = "rental" }));

        Assert.Equal(new Fault("terms.aggregateFees[0].type", "A contract of type rental has no fee Toner (it has Rental, Insurance). Choose one of those, or add it to the contract type."), Assert.Single(refused.Faults));
        Assert.Equal("new", (await database.Write(Office.Proposal(terms))).Status);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Task Keep(TestDatabase database, SetupTable table, ISetupRow row) => new KeepSetup(database.Database, database.Trail()).Add(table, row, Stop);

    /// <summary>The item's account, then those of its meter, its fee and the contract's fees.</summary>
    static string Say(ContractTerms terms) => string.Join(" | ",
    [
        terms.Items[0].CosAccount ?? "",
        .. terms.Items[0].Meters.Select(meter => $"{meter.Account}/{meter.CosAccount}"),
        .. terms.Items[0].Fees.Concat(terms.AggregateFees).Select(fee => $"{fee.Account}/{fee.CosAccount}/{fee.Description}"),
    ]);
}
