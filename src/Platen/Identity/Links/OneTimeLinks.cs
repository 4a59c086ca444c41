using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Platen.Audit;
using Platen.Data;

namespace Platen.Identity.Links;

/// <summary>
/// Links that let somebody in once, to choose a password: a day long, replaced by the next one for the same person. Only their
/// hash is kept, so that nobody reads them out of the database.
/// </summary>
sealed class OneTimeLinks(Database database, TimeProvider clock)
{
    /// <summary>In place of a person: the link that makes the first administrator.</summary>
    public const int Nobody = 0;

    static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    /// <summary>Makes a person's link, or nobody's.</summary>
    /// <returns>What follows the host: <c>/welcome?token=…</c></returns>
    public async Task<string> Make(int person, string subject, AuditTrail trail, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        var link = await Make(write, person, cancellation);
        await trail.Commit(write, PersonChanges.LinkMade(subject), cancellation);
        return link;
    }

    /// <summary>The same as part of a larger change.</summary>
    public async Task<string> Make(WriteTransaction write, int person, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            "INSERT INTO one_time_links (person_id, hash, valid_until) VALUES (@person, @hash, @until) " +
            "ON CONFLICT (person_id) DO UPDATE SET hash = @hash, valid_until = @until";
        command.Add("@person", person).Add("@hash", Hash(token)).Add("@until", (clock.GetUtcNow() + Validity).UtcTicks);
        await command.ExecuteNonQueryAsync(cancellation);
        return "/welcome?token=" + token;
    }

    /// <summary>Whom a link is of; null: it was used, is too old, or never was.</summary>
    public async Task<int?> Whose(string token, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        return await Ask(connection, $"SELECT person_id FROM one_time_links {Valid}", token, cancellation);
    }

    /// <summary>Uses it up: of two at once, one finds nothing.</summary>
    public Task<int?> Use(WriteTransaction write, string token, CancellationToken cancellation) =>
        Ask(write.Connection, $"DELETE FROM one_time_links {Valid} RETURNING person_id", token, cancellation);

    const string Valid = "WHERE hash = @hash AND valid_until > @now";

    async Task<int?> Ask(DbConnection connection, string text, string token, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Add("@hash", Hash(token)).Add("@now", clock.GetUtcNow().UtcTicks);
        return await command.ExecuteScalarAsync(cancellation) switch
        {
            long person => (int)person, // SQLite
            int person => person,
            _ => null,
        };
    }

    static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
