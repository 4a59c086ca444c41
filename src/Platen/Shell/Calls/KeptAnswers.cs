using Platen.Data;

namespace Platen.Shell.Calls;

/// <summary>What was answered to a request.</summary>
/// <param name="RequestHash">Of the request, to know it again.</param>
/// <param name="Body">Null: it was larger than is kept, or held a secret.</param>
sealed record KeptAnswer(string RequestHash, int Status, string? ContentType, byte[]? Body);

/// <summary>The answers to writing requests, for whoever repeats one: by caller and idempotency key, for a day.</summary>
sealed class KeptAnswers(Database database, TimeProvider clock)
{
    static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    DateTimeOffset Oldest => clock.GetUtcNow() - Validity;

    public async Task<KeptAnswer?> Find(string caller, string key, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT request_hash, status, content_type, body FROM kept_answers " +
            "WHERE caller = @caller AND idempotency_key = @key AND kept_at > @oldest";
        command.Add("@caller", caller).Add("@key", key).Add("@oldest", Oldest.UtcTicks);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new KeptAnswer(row.GetString(0), row.GetInt32(1), row.TextOrNull(2), row.BytesOrNull(3))
            : null;
    }

    /// <summary>Keeps an answer, and drops those that are too old.</summary>
    public async Task Keep(string caller, string key, KeptAnswer answer, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            """
            DELETE FROM kept_answers WHERE kept_at <= @oldest;
            INSERT INTO kept_answers (caller, idempotency_key, request_hash, kept_at, status, content_type, body)
            VALUES (@caller, @key, @hash, @now, @status, @type, @body)
            """;
        command.Add("@oldest", Oldest.UtcTicks).Add("@caller", caller).Add("@key", key).Add("@hash", answer.RequestHash)
            .Add("@now", clock.GetUtcNow().UtcTicks).Add("@status", answer.Status).Add("@type", answer.ContentType).Add("@body", answer.Body);
        await command.ExecuteNonQueryAsync(cancellation);
        await write.Commit(cancellation);
    }
}
