using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>
/// What a charge takes of memory: the same on every machine, unlike its time, most of which it is. How fast rating is,
/// bench measures.
/// </summary>
public class LeanRatingTests
{
    /// <summary>A charge with its copies and three lines needs some 450; the rest is room to change.</summary>
    const int BytesEach = 600;

    [Theory]
    [InlineData(5)]
    [InlineData(500)]
    public void A_meters_charge_takes_little_memory_however_many_machines_a_contract_has(int machines)
    {
        var contract = Contract(machines);
        Assert.Equal(3, Rate(contract).Charges[0].Lines.Length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var rated = Rate(contract);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2 * machines, rated.Charges.Count);
        Assert.InRange(bytes / rated.Charges.Count, 0, BytesEach);
    }

    static RatedContract Rate(ContractToRate contract) => ContractRating.Rate(contract, Month("2026-02"));

    /// <summary>Machines with two meters of four levels, billed for January and read in February.</summary>
    static ContractToRate Contract(int machines)
    {
        string[] types = ["Mono", "Colour"];
        var contract = new TestContract(
            [.. Enumerable.Range(0, machines).Select(i => Machine(Serial(i), [.. types.Select(type =>
                Alone(type, 100m, 1000, (0, 0.05m), (2001, 0.045m), (4001, 0.0425m), (8001, 0.04m)))]))]);
        foreach (var serial in Enumerable.Range(0, machines).Select(Serial))
        {
            foreach (var type in types)
            {
                contract.BilledReading(serial, type, "2026-01", "2026-01-31", 0).Read(serial, type, "2026-02-28", 2500)
                    .Billed($"meter/{serial}/{type}", "2026-01");
            }
        }

        return contract.Build();
    }
}
