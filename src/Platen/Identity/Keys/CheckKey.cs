using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Identity.Keys;

/// <summary>Whose key a token is, read at every request: one that is revoked opens nothing from then on.</summary>
sealed class CheckKey(Database database, KeyUses uses, TimeProvider clock)
{
    /// <returns>The key, or why not. Whether a key exists, only its holder is told.</returns>
    public async Task<(ApiKey? Key, string? Why)> Run(string text, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        if (KeyToken.Read(text) is not { } token
            || await db.ApiKeys.SingleOrDefaultAsync(key => key.Prefix == token.Prefix, cancellation) is not { } key
            || !token.IsOf(key))
        {
            return (null, "This is no API key of this Platen. An administrator makes one on the page Keys, or with 'platen key add'.");
        }

        var maker = await db.People.Where(person => person.Id == key.MadeBy).ToDictionaryAsync(person => person.Id, cancellation);
        switch (key.State(clock.GetUtcNow(), maker))
        {
            case KeyState.MakerDisabled:
                return (null, $"{maker[key.MadeBy!.Value].Name}, who made the key {key.Name}, may not sign in any more. Have another made.");
            case KeyState.Revoked:
                return (null, $"The key {key.Name} was revoked.");
            case KeyState.Expired:
                return (null, string.Create(CultureInfo.InvariantCulture, $"The key {key.Name} expired on {key.ExpiresAt.UtcDateTime:yyyy-MM-dd}. Have another made."));
            case KeyState.Good:
                break;
        }

        uses.Note(key);
        return (key, null);
    }
}
