using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Seed 002's contract, from its book to its bill, as a person at the command line sees it.</summary>
public class SeedContractTests
{
    [Theory, EveryDatabase]
    public async Task T010_is_billed_505_and_15_and_300(TestDatabase database)
    {
        await database.Platen("import", Repository.PathTo("samples", "seed-002.json"));

        Golden.Matches("seed-002-draft.json", (await database.Platen("bill", "2026-01", "--json")).Output);
        Golden.Matches("seed-002-posted.txt", (await database.Platen("post", "1")).Output);
    }
}
