using System.Text.Json.Nodes;
using Platen.Contracts;
using Platen.Data;
using Platen.Setup;
using Platen.Shell.Lists;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>The list of contracts by anything that somebody has in hand, and by site; and the numbers that new ones get.</summary>
public class FindContractsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_contract_is_found_by_whatever_is_in_hand(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["sites"] = new JsonArray(JsonNode.Parse("""{"code":"CPT","name":"Cape Town"}"""));
            book["machines"]![0]!["location"] = "Reception";
            var contract = book["contracts"]![0]!;
            contract["site"] = "CPT";
            (contract["terms"]![0]!["orderNumber"], contract["terms"]![0]!["location"]) = ("PO-778", "North wing");
            (book["machines"]![0]!["model"], book["machines"]![0]!["assetRegisterNo"]) = ("IRC 5535", "FA-0042");
            foreach (var (code, name) in (ReadOnlySpan<(string, string)>)[("PAY", "Holding company"), ("FIN", "Rentals and more"), ("FI", "Nobody of this contract")])
                book["customers"]!.AsArray().Add(new JsonObject { ["code"] = code, ["name"] = name });
            contract["terms"]![0]!["contacts"] = new JsonArray(JsonNode.Parse("""{"name":"Lindiwe","email":"lindiwe@a.example"}"""));
            (contract["terms"]![0]!["items"]![0]!["meters"]![0]!["billTo"], contract["terms"]![0]!["items"]![0]!["meters"]![0]!["supplier"]) = ("PAY", "FIN");
        }));

        foreach (var text in (string[])["c1", "customer a", "s1", "po-77", "north", "recept", "5535", "fa-0042", "LINDI", "a.example", "pay", "holding", "fin", "rentals and", "cost per"])
            Assert.Equal((text, 1, "Customer A: C1"), (text, await Count(database, $"?q={Uri.EscapeDataString(text)}"), await Found(database, text)));
        Assert.Equal((0, 0, 1, 0), (await Count(database, "?q=meters"), await Count(database, "?q=nobody"), await Count(database, "?site=CPT"), await Count(database, "?site=JNB")));
    }

    [Theory, EveryDatabase]
    public async Task T069_A_types_prefix_and_next_number_make_its_contracts_numbers(TestDatabase database)
    {
        await new KeepSetup(database.Database, database.Trail()).Change(
            SetupTables.ContractTypes, "cost-per-copy", new ContractType { Code = "cost-per-copy", Prefix = "CPC", NextNumber = 88 }, Cancellation);
        await using var write = await database.Database.Write(Cancellation);
        await using var db = Db.Within(database.Database, write);

        Assert.Equal("CPC0000088", await ContractNumbers.Next(db, "cost-per-copy", Cancellation));
        Assert.Equal("CPC0000089", await ContractNumbers.Next(db, "cost-per-copy", Cancellation));
        Assert.Equal("REN0000001", await ContractNumbers.Next(db, "rental", Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task Terms_name_addresses_of_their_own_customer(TestDatabase database) => Assert.Equal(
        "$.contracts[0].terms[0].billingAddress: The customer A has no address Head office. Add it to the customer's addresses, or leave this out.",
        await database.Refusal(Books.With(book => book["contracts"]![0]!["terms"]![0]!["billingAddress"] = "Head office")));

    /// <summary>By the finder.</summary>
    static async Task<string> Found(TestDatabase database, string text)
    {
        await using var db = new Db(database.Database);
        return string.Join("; ", (await new FindContracts(db).Find(text, Cancellation)).Select(hit => $"{hit.Detail}: {hit.Title}"));
    }

    static async Task<int> Count(TestDatabase database, string query)
    {
        await using var db = new Db(database.Database);
        return (await new ListContracts(db, TimeProvider.System).Run(ListQuery.From(query), Cancellation)).Total;
    }
}
