using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Groups;

/// <summary>A machine of a charge group that is replaced by another in mid-period (RD-5, G-11).</summary>
public class GroupSwapTests
{
    [Theory, EveryDatabase]
    public async Task G11_the_new_machine_takes_the_olds_place_in_the_group_and_both_count_in_it(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1", "M2"], cycle: 2);
        book.Book.Machine("M3", "CUST-A", "Mono").Customer("STORE");
        await book.Month("2019-05", ("M1", 400), ("M2", 400)).Import(database);
        await database.Bill("2019-05", "--post");

        string[] swap = ["contract", "replace-machine", "C1", "M1", "M3", "--on", "2019-06-16", "--meter", "Mono=1550:12"];
        var said = await database.Platen(swap);
        await database.Platen("contract", "approve", "C1");
        var again = await database.Platen(swap);
        // The old one goes back at once; what it printed here stays the group's.
        await new DealerBook().Machine("M1", "STORE", "Mono").Import(database);
        book.Book.Reading("M3", "Mono", "2019-06-30", 1412);
        await book.Month("2019-06", ("M2", 300)).Import(database);
        var june = await database.Bill("2019-06", "--post");
        book.Book.Reading("M3", "Mono", "2019-07-31", 1612);
        await book.Month("2019-07", ("M2", 100)).Import(database);
        var july = await database.Bill("2019-07", "--post");

        Assert.Contains("M3 is in the charge group Customer A / Finance B from 2019-06; what M1 has printed counts in it too.", said.Output, StringComparison.Ordinal);
        Assert.True(again.Output.EndsWith(said.Output.Split('\n')[^2] + "\n", StringComparison.Ordinal), again.Output + again.Error);
        Assert.Equal(["CUST-A  650.00 = 650.00", "FIN-B  1000.00 = 1000.00"], june.InShort());
        Assert.Equal(["FIN-B  1000.00 = 1000.00"], july.InShort());
        Assert.Equal(["M2", "M3"], july.Shipments.Select(shipment => shipment.Machine));
        Assert.Equal([("M1", 150m), ("M2", 300m), ("M3", 1400m)], (await GroupBook.Charges(database)).Periods[1].Machines.Select(machine => (machine.Machine, machine.Value)));
        Assert.Equal(Exit.Done, (await database.Platen("verify")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task A_new_machine_that_may_not_be_in_the_group_is_told(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1"]);
        book.Book.Machine("M3", "CUST-A", "Mono").Group("Other", "CUST-A", "FIN-B", ["M3"]);
        await book.Import(database);

        var said = await database.Platen("contract", "replace-machine", "C1", "M1", "M3", "--on", "2019-05-16", "--meter", "Mono=1550:12");

        Assert.Equal(Exit.DoneWithExceptions, said.Exit);
        Assert.Contains("M3 is not in the charge group Customer A / Finance B of M1: M3 is in the charge group Other.", said.Output, StringComparison.Ordinal);
    }
}
