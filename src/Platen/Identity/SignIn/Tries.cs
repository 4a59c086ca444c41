using System.Security.Cryptography;
using System.Text;
using Platen.Data;

namespace Platen.Identity.SignIn;

/// <summary>
/// Counts what is tried against a name, whether somebody has it or not, so that the answer tells nothing: five, then none for a
/// quarter of an hour. A try is counted before it is looked at; a thousand at once are no more than five.
/// </summary>
sealed class Tries(Database database, TimeProvider clock)
{
    public const int Most = 5;

    public static TimeSpan Pause { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Takes one of the tries.</summary>
    /// <returns>How many are left after it; null: none, and this one does not count either.</returns>
    public async Task<int?> Take(string name, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        // Names that nobody tries any more go with each new one, or guessers would fill the table.
        command.CommandText =
            $"""
            DELETE FROM sign_in_tries WHERE last_at <= @over AND who <> @who;
            INSERT INTO sign_in_tries (who, tries, last_at) VALUES (@who, 1, @now)
            ON CONFLICT (who) DO UPDATE SET last_at = @now, tries = CASE WHEN sign_in_tries.last_at <= @over THEN 1 ELSE sign_in_tries.tries + 1 END
            WHERE sign_in_tries.tries < {Most} OR sign_in_tries.last_at <= @over
            RETURNING tries
            """;
        command.Add("@who", Key(name)).Add("@now", now.UtcTicks).Add("@over", (now - Pause).UtcTicks);
        return await command.ExecuteScalarAsync(cancellation) switch
        {
            long taken => Most - (int)taken, // SQLite
            int taken => Most - taken,
            _ => null,
        };
    }

    /// <summary>After the right answer.</summary>
    public async Task Forget(string name, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM sign_in_tries WHERE who = @who";
        await command.Add("@who", Key(name)).ExecuteNonQueryAsync(cancellation);
    }

    // A hash: people type their password into the wrong field.
    static string Key(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
