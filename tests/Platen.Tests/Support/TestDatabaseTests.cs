namespace Platen.Tests.Support;

public class TestDatabaseTests
{
    [Theory, EveryDatabase]
    public async Task Every_test_starts_with_the_schema_and_no_rows(TestDatabase database)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM customers";

        Assert.Equal(0L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [EveryDatabase("A")]
    [EveryDatabase("B")]
    public async Task A_test_sees_nothing_of_another(TestDatabase database, string name)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var write = connection.CreateCommand();
        write.CommandText = $"INSERT INTO sequences (name, value) VALUES ('{name}', 1); SELECT COUNT(*) FROM sequences WHERE name IN ('A', 'B')";

        Assert.Equal(1L, await write.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
