using Platen.Data;
using Platen.Tests.Support;

namespace Platen.Tests.Data;

/// <summary>What one holds at a time, by name.</summary>
public class ClaimTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_claim_has_one_holder_at_a_time(TestDatabase database)
    {
        var first = await database.Database.Claim("a", Cancellation);
        Assert.NotNull(first);
        Assert.Null(await database.Database.Claim("a", Cancellation));
        await using (await database.Database.Claim("b", Cancellation))
            await first.DisposeAsync();

        await using var again = await database.Database.Claim("a", Cancellation);
        Assert.NotNull(again);
    }

    [Theory, EveryDatabase]
    public async Task A_claim_goes_with_the_process_that_had_it(TestDatabase database)
    {
        await using var crashed = await database.Database.Claim("a", Cancellation);
        if (database.Postgres is not null)
            await EndItsConnection(database.Database);

        await using var next = database.Open();
        await using var again = await next.Claim("a", Cancellation);

        Assert.NotNull(again);
    }

    static async Task EndItsConnection(Database database)
    {
        await using var connection = await database.Connect(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_locks " +
            "WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        Assert.Equal(1L, await command.ExecuteScalarAsync(Cancellation));
    }
}
