using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>A customer with an aggregate contract does not become consolidated, nor the other way about (M-13).</summary>
public class ConsolidationTests
{
    const string Consolidated = """{ "book": "1.0", "customers": [ { "code": "B", "name": "B" }, { "code": "A", "name": "Customer A", "consolidated": true } ] }""";

    static DealerBook Pooled() => new DealerBook().Customer("A").Machine("M1", "A", "Mono")
        .Contract("C1", "A", DealerBook.Pool(["M1"], 500, 3000, new Level { From = 0, UnitCharge = 0.05m }));

    [Theory, EveryDatabase]
    public async Task A_known_customer_with_a_pool_stays_unconsolidated(TestDatabase database)
    {
        await Pooled().Import(database);
        var before = await database.Export();

        var said = await database.Refusal(Consolidated);

        Assert.Equal("$.customers[1].consolidated: The contract C1 is aggregate, which a consolidated customer's may not be (M-13). Leave consolidation off, or give the contract to another customer.", said);
        Assert.Equal(before, await database.Export());
    }

    [Theory, EveryDatabase]
    public async Task One_whose_machines_are_priced_alone_becomes_it(TestDatabase database)
    {
        await new DealerBook().Customer("A").Machine("M1", "A", "Mono").Contract("C1", "A", DealerBook.Alone("M1")).Import(database);

        Assert.True((await database.Import(Consolidated)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task The_remedy_that_the_refusal_names_works_in_one_book(TestDatabase database)
    {
        await Pooled().Import(database);

        var moved = new DealerBook().Customer("A", consolidated: true).Customer("A-POOL").Machine("M1", "A", "Mono")
            .Contract("C1", "A-POOL", DealerBook.Pool(["M1"], 500, 3000, new Level { From = 0, UnitCharge = 0.05m }));

        await moved.Import(database);
        Assert.Equal(1, await database.Number("SELECT COUNT(*) FROM customers WHERE consolidated"));
    }
}
