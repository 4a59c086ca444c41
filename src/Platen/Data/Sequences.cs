using System.Data.Common;

namespace Platen.Data;

/// <summary>
/// Numbers handed out inside the caller's transaction: ids in blocks, gapless invoice numbers, and the revision. The row is
/// locked until the transaction ends, so that numbers become visible in the order in which they were taken.
/// </summary>
static class Sequences
{
    /// <summary>
    /// Every transaction that changes what a run reads takes the next revision and stamps its rows with it. A draft made at
    /// revision r is stale exactly when one of its inputs carries a later one.
    /// </summary>
    public const string Revision = "revision";

    /// <summary>Takes <paramref name="count"/> numbers and returns the first.</summary>
    public static async Task<long> Take(DbConnection connection, string name, long count, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO sequences (name, value) VALUES (@name, @count) " +
            "ON CONFLICT (name) DO UPDATE SET value = sequences.value + @count RETURNING value";
        command.Add("@name", name).Add("@count", count);
        var last = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return last - count + 1;
    }

    /// <summary>The last number taken by a committed transaction; 0 when none was.</summary>
    public static async Task<long> Last(DbConnection connection, string name, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM sequences WHERE name = @name";
        command.Add("@name", name);
        return await command.ExecuteScalarAsync(cancellation) is long value ? value : 0;
    }

    public static DbCommand Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
        return command;
    }
}
