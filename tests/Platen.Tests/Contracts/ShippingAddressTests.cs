using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Machines;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;
using Address = Platen.Customers.Address;

namespace Platen.Tests.Contracts;

/// <summary>L-10: where a machine stands, said on its contract or of itself, is said of both.</summary>
public class ShippingAddressTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_machine_moves_with_its_item_once_that_counts_and_the_trail_says_so(TestDatabase database)
    {
        await Dealer(database);
        var number = await database.Active(At("Stores"));
        Assert.Equal("Stores", await Machine(database));

        // With a fee, which waits for approval: nothing has moved yet.
        var moved = At("Head office");
        await database.Change(number, Office.Proposal(moved with { Items = [moved.Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 9 }] }] }, edited: 1));
        Assert.Equal("Stores", await Machine(database));
        await database.Approve(number);

        Assert.Equal("Head office", await Machine(database));
        Assert.Equal(2, await database.Number("SELECT count(*) FROM audit_entries WHERE action = 'machine.moved' AND subject = 'M1'"));
        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task A_change_of_something_else_moves_no_machine(TestDatabase database)
    {
        await Dealer(database);
        await Move(database, "Stores");
        var number = await database.Active(At(null));
        await database.Change(number, Office.Proposal(At(null) with { TaxRate = 14 }, edited: 1));

        Assert.Equal("Stores", await Machine(database));
    }

    [Theory, EveryDatabase]
    public async Task An_item_follows_its_machine_from_the_first_period_that_is_not_billed(TestDatabase database)
    {
        await Dealer(database);
        var quarterly = new ContractTerms { From = Period.Parse("2026-01"), CycleMonths = 3, Items = [new ContractItem { Machine = "M1", Fees = [new Fee { Type = "Rental", Amount = 300 }] }] };
        var number = await database.Active(quarterly);
        await database.BillAndPost(Period.Parse("2026-01"));
        await database.Change(number, Office.Proposal(quarterly with { From = Period.Parse("2026-06"), TaxRate = 14 }, edited: 1));

        await Move(database, "Stores");

        var view = await database.Show(number);
        Assert.Equal([("2026-01", null), ("2026-06", null), ("2026-02", "Stores"), ("2026-06", "Stores")],
            view.Versions.Select(version => (version.Terms.From.ToString(), version.Terms.Items[0].ShippingAddress)));
        Assert.Equal((ContractStatus.Active, true), (view.Contract.Status, view.Versions.All(version => version.Approved)));
        Assert.Equal(1, await database.Number("SELECT count(*) FROM audit_entries WHERE action = 'contract.machine-moved'"));
        Assert.Empty((await database.Bill("2026-02", "--post")).Invoices);
        Assert.Empty((await database.Bill("2026-03", "--post")).Invoices);
        Assert.Equal([$"CUST-A {number} 300.00 = 300.00"], (await database.Bill("2026-04")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_change_that_waits_follows_too_and_goes_on_waiting(TestDatabase database)
    {
        await Dealer(database);
        var number = await database.Active(At(null));
        var dearer = At(null) with { Items = [At(null).Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 9 }] }] };
        await database.Change(number, Office.Proposal(dearer, edited: 1));

        await Move(database, "Stores");
        Assert.Equal(["Machine M1, fee Rental"], (await database.Show(number)).Waiting.Select(difference => difference.Place));
        await database.Approve(number);

        var last = (await database.Show(number)).Versions[^1];
        Assert.Equal((true, "Stores", 9m), (last.Approved, last.Terms.Items[0].ShippingAddress, last.Terms.Items[0].Fees[0].Amount));
        Assert.Equal("Stores", await Machine(database));
    }

    [Theory, EveryDatabase]
    public async Task Where_the_dealer_does_not_want_it_neither_follows_the_other(TestDatabase database)
    {
        await Dealer(database);
        Assert.Equal(Exit.Done, (await database.Platen("settings", "set", "billing-rules.updateShippingAddresses=false")).Exit);
        var number = await database.Active(At("Stores"));
        Assert.Null(await Machine(database));

        await Move(database, "Head office");

        Assert.Equal(["Stores"], (await database.Show(number)).Versions.Select(version => version.Terms.Items[0].ShippingAddress));
    }

    static ContractTerms At(string? address) =>
        new() { From = Period.Parse("2026-01"), Items = [new ContractItem { Machine = "M1", ShippingAddress = address, Meters = DealerBook.Alone("M1").Items[0].Meters }] };

    static async Task Dealer(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        await new SaveCustomer(database.Database, database.Trail(), NamedAddress.By).Change("CUST-A", new CustomerDetails
        {
            Code = "CUST-A",
            Name = "Customer A",
            Addresses = [new Address { Name = "Head office", Lines = ["1 Main Road"] }, new Address { Name = "Stores", Kind = AddressKind.Shipping, Lines = ["2 Side Road"] }],
        }, Stop);
    }

    static Task Move(TestDatabase database, string address) =>
        database.ChangeMachine().Run("M1", new MachineDetails { Customer = "CUST-A", ShippingAddress = address, Meters = [new("Mono")] }, Stop);

    static async Task<string?> Machine(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        return (await db.Machines.SingleAsync(machine => machine.Serial == "M1", Stop)).ShippingAddress;
    }
}
