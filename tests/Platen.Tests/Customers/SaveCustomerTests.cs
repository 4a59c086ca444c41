using System.Text.Json.Nodes;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Customers;

/// <summary>Customers added and changed by hand, with their addresses; what refers to them is not left in the air.</summary>
public class SaveCustomerTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static SaveCustomer Save(TestDatabase database) => new(database.Database, database.Trail(), NamedAddress.By);

    static readonly CustomerDetails Details = new()
    {
        Code = "B",
        Name = "Customer B",
        Addresses =
        [
            new() { Name = "Head office", Lines = ["1 Long Street", "Cape Town"], Default = true },
            new() { Name = "Stores", Kind = AddressKind.Shipping, Lines = ["2 Dock Road"] },
        ],
        Locations = ["Reception"],
    };

    static async Task<string> Refused(Func<Task> change)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(change);
        return refusal.Faults.Count == 0 ? refusal.Message : string.Join('\n', refusal.Faults);
    }

    [Theory, EveryDatabase]
    public async Task A_customer_is_added_changed_and_stands_in_the_book(TestDatabase database)
    {
        await database.Import(Books.Small);
        await Save(database).Add(Details, Cancellation);
        await Save(database).Change("B", Details with { Name = "Customer B Ltd", Roles = ["supplier", "customer"] }, Cancellation);

        var exported = await database.Export();

        Assert.Contains("\"name\":\"Customer B Ltd\",\"roles\":[\"customer\",\"supplier\"]", exported);
        Assert.Contains("""{"name":"Stores","kind":"shipping","lines":["2 Dock Road"]}],"locations":["Reception"]}""", exported);
        Assert.False((await database.Import(exported)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_right_is_refused_at_its_place(TestDatabase database)
    {
        await database.Import(Books.Small);
        var address = Details.Addresses[0];

        Assert.Contains("There is a customer a already", await Refused(() => Save(database).Add(Details with { Code = "a" }, Cancellation)));
        Assert.StartsWith("addresses[1].name: ", await Refused(() => Save(database).Add(Details with { Addresses = [address, address with { Name = "HEAD OFFICE", Default = false }] }, Cancellation)));
        Assert.StartsWith("addresses[1].default: ", await Refused(() => Save(database).Add(Details with { Addresses = [address, address with { Name = "Other" }] }, Cancellation)));
        Assert.StartsWith("addresses[0].lines: ", await Refused(() => Save(database).Add(Details with { Addresses = [address with { Lines = [" "] }] }, Cancellation)));
        Assert.StartsWith("roles: ", await Refused(() => Save(database).Add(Details with { Roles = ["friend"] }, Cancellation)));
        Assert.Contains("There is no customer Z", await Refused(() => Save(database).Change("Z", Details with { Code = "Z" }, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task M13_A_customer_with_an_aggregate_contract_does_not_become_consolidated(TestDatabase database)
    {
        await database.Import(Books.Seed002);
        var code = JsonNode.Parse(Books.Seed002)!["contracts"]![0]!["customer"]!.GetValue<string>();
        var known = await new ReadCustomer(new Db(database.Database)).Run(code, Cancellation);

        Assert.StartsWith("consolidated: ", await Refused(() => Save(database).Change(code, known with { Consolidated = true }, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task An_address_at_which_a_machine_stands_stays(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["customers"]![0]!["addresses"] = new JsonArray(JsonNode.Parse("""{"name":"Stores","kind":"shipping","lines":["2 Dock Road"]}"""));
            book["machines"]![0]!["shippingAddress"] = "Stores";
        }));

        Assert.Contains("S1 stands at Stores", await Refused(() => Save(database).Change("A", Details with { Code = "A", Addresses = [] }, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task An_address_that_terms_name_stays_while_they_may_be_billed(TestDatabase database)
    {
        await Office.Dealer().Customer("CUST-D", addresses: ["Head office", "Stores"]).Machine("M4", "CUST-D", "Mono").Import(database);
        var terms = DealerBook.Alone("M4", fee: 10) with { BillingAddress = "Head office" };
        var number = (await database.Write(Office.Proposal(terms) with { Customer = "CUST-D" })).Number;
        var known = await new ReadCustomer(new Db(database.Database)).Run("CUST-D", Cancellation);
        Task Without(string name) => Save(database).Change("CUST-D", known with { Addresses = [.. known.Addresses.Where(address => address.Name != name)] }, Cancellation);

        // A draft names it.
        Assert.Equal($"addresses: The contract {number} names the address Head office. Let it name another first.", await Refused(() => Without("Head office")));
        await database.Release(number);
        await database.Approve(number);
        await database.Change(number, Office.Proposal(DealerBook.Alone("M4", fee: 10) with { From = Platen.Rating.Period.Parse("2026-02"), Items = [terms.Items[0] with { ShippingAddress = "Stores" }] }, edited: 1) with { Customer = "CUST-D" });
        // January is not billed yet, and its invoice goes there; the machine stands at the other from February on.
        Assert.StartsWith("addresses: The contract", await Refused(() => Without("Head office")));
        await new DealerBook().Reading("M4", "Mono", "2026-01-31", 1100).Import(database);
        await database.BillAndPost(Platen.Rating.Period.Parse("2026-01"));
        await Without("Head office");

        Assert.StartsWith("addresses: ", await Refused(() => Without("Stores")));
    }

    [Theory, EveryDatabase]
    public async Task A_machine_stands_at_an_address_of_its_customer(TestDatabase database) => Assert.Equal(
        "$.machines[0].shippingAddress: The customer A has no address Stores. Add it to the customer's addresses, or leave this out.",
        await database.Refusal(Books.With(book => book["machines"]![0]!["shippingAddress"] = "Stores")));
}
