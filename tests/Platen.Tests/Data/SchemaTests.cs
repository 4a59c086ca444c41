using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Platen.Data;
using Platen.Tests.Support;

namespace Platen.Tests.Data;

public class SchemaTests
{
    [Theory, EveryDatabase]
    public async Task Every_column_that_an_entity_maps_is_in_the_schema(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        var tables = db.Model.GetEntityTypes().ToList();

        Assert.NotEmpty(tables);
        foreach (var entity in tables)
        {
            // Some are another's rows seen through fewer columns.
            var table = entity.GetTableName() is { } name ? StoreObjectIdentifier.Table(name) : StoreObjectIdentifier.View(entity.GetViewName()!);
            var columns = entity.GetProperties().Select(property => property.GetColumnName(table)!);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(name => $"t.{name}"))} FROM {table.Name} t WHERE 1 = 0";
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            Assert.Equal(columns.Count(), rows.FieldCount);
        }
    }

    [Theory, EveryDatabase]
    public void Migrating_again_changes_nothing(TestDatabase database) => database.Database.Migrate();
}
