namespace Platen.Tests.Support;

/// <summary>What somebody with the database's own tools could do to tables that refuse every change.</summary>
static class Tampering
{
    public static async Task BehindItsBack(this TestDatabase database, string table, params IReadOnlyList<string> changes)
    {
        string[] guards = database.Kind == DatabaseKind.PostgreSQL
            ? [$"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"]
            : [$"DROP TRIGGER IF EXISTS {table}_no_update", $"DROP TRIGGER IF EXISTS {table}_no_delete"];
        await using var write = await database.Database.Write(TestContext.Current.CancellationToken);
        foreach (var statement in (string[])[.. guards, .. changes])
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await write.Commit(TestContext.Current.CancellationToken);
    }
}
