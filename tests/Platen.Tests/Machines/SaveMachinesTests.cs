using Platen.Machines;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Machines;

/// <summary>Machines added by hand, ten at once where they are alike, and changed.</summary>
public class SaveMachinesTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static AddMachines Add(TestDatabase database) => new(database.Database, database.Trail());

    static async Task<string> Refused(Func<Task> change)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(change);
        return refusal.Faults.Count == 0 ? refusal.Message : string.Join('\n', refusal.Faults);
    }

    [Theory, EveryDatabase]
    public async Task Ten_machines_come_with_what_their_part_code_has(TestDatabase database)
    {
        await database.Import(Books.Small);
        await new KeepSetup(database.Database, database.Trail()).Add(SetupTables.PartCodes,
            new PartCode { Code = "MFP", Model = "C300", Meters = [new() { Type = "Mono", Digits = 7 }, new() { Type = "Colour" }] }, Cancellation);

        await Add(database).Run([.. Enumerable.Range(10, 10).Select(no => "T" + no.ToString(CultureInfo.InvariantCulture))], new MachineDetails { Customer = "A", PartCode = "MFP", Ownership = Ownership.Rental }, Cancellation);

        var exported = await database.Export();
        Assert.Contains("""{"serial":"T19","partCode":"MFP","model":"C300","customer":"A","ownership":"rental","meters":[{"type":"Mono","digits":7},{"type":"Colour","digits":9}]}""", exported);
        Assert.Equal(10, await database.Number("SELECT count(*) FROM audit_entries WHERE action = 'machine.added'"));
        Assert.False((await database.Import(exported)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task A_serial_that_is_there_or_stands_twice_adds_none(TestDatabase database)
    {
        await database.Import(Books.Small);
        var details = new MachineDetails { Customer = "A" };

        Assert.Equal("serials[1]: T1 stands twice.\nserials[2]: There is a machine S1 already.", await Refused(() => Add(database).Run(["T1", "T1", "S1"], details, Cancellation)));
        Assert.StartsWith("serials: ", await Refused(() => Add(database).Run([], details, Cancellation)));
        Assert.StartsWith("customer: ", await Refused(() => Add(database).Run(["T1"], details with { Customer = "Z" }, Cancellation)));
        Assert.StartsWith("shippingAddress: ", await Refused(() => Add(database).Run(["T1"], details with { ShippingAddress = "Stores" }, Cancellation)));
        Assert.Equal(1, await database.Number("SELECT count(*) FROM machines"));
    }

    [Theory, EveryDatabase]
    public async Task A_changed_machine_keeps_its_meters_and_gets_the_new_ones(TestDatabase database)
    {
        await database.Import(Books.Small);

        await database.ChangeMachine().Run(
            "S1", new MachineDetails { Customer = "A", Location = "Reception", Meters = [new("Mono", 10_000_000), new("Scan")] }, Cancellation);

        Assert.Contains("""{"serial":"S1","customer":"A","location":"Reception","meters":[{"type":"Mono","digits":7},{"type":"Scan","digits":9}]}""", await database.Export());
        Assert.Contains("There is no machine S9", await Refused(() => database.ChangeMachine().Run("S9", new MachineDetails { Customer = "A" }, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task Machines_and_customers_are_written_from_the_command_line(TestDatabase database)
    {
        await database.Import(Books.Small);

        var customer = await database.Platen("customer", "add", """{"code":"B","name":"Customer B"}""");
        var machines = await database.Platen("machine", "add", """{"customer":"B"}""", "T1", "T2");
        var broken = await database.Platen("machine", "add", """{"custumer":"B"}""", "T3");
        var shown = await database.Platen("machine", "show", "T2", "--json");

        Assert.Equal(("Added B, Customer B.\n", "Added T1, T2.\n"), (customer.Output, machines.Output));
        Assert.Equal(Exit.Failed, broken.Exit);
        Assert.Contains("\"customer\": \"B\"", shown.Output);
    }
}
