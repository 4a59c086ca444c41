using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Platen.Data;
using Platen.Settings.Sealing;

namespace Platen.Health;

/// <summary>The keys that secrets and sessions are sealed with are sealed themselves, by a passphrase that is not in the database.</summary>
sealed class SecretsAreSealed : ICheck
{
    const string Give = $"Give every node of Platen the same {Passphrase.Variable}, a long one, and start it again; keep it apart from the backups.";

    public string Name => "secrets";

    public async Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        await using var database = Database.Open(installation.Folder, installation.Postgres);
        try
        {
            if (!database.IsThere || await database.SchemaVersion(cancellation) is not >= 8)
                return new(Name, Verdict.Well, "None yet.");
            await using var connection = await database.Connect(cancellation);
            var keys = (await Texts(connection, "SELECT xml FROM cookie_keys", cancellation)).ConvertAll(XElement.Parse);
            var kept = await Texts(connection, $"SELECT name FROM settings WHERE document LIKE '%\"{Seals.Beginning}%'", cancellation);
            return Judge([.. keys.SelectMany(key => key.Descendants(SealKeys.Sealed))], keys.Count, kept, installation.Passphrase);
        }
        catch (DbException)
        {
            return new(Name, Verdict.Well, "Not looked at."); // The database's own check tells.
        }
    }

    Finding Judge(List<XElement> locked, int keys, List<string> kept, Passphrase passphrase)
    {
        if (passphrase.Text is { } text)
        {
            return locked.Any(key => !Opens(text, key))
                ? new(Name, Verdict.Broken, $"{Passphrase.Variable} is not the one that the keys are sealed with.", "Start Platen with that one. Where it is lost, everybody signs in again and the secrets are entered again.")
                : new(Name, Verdict.Well, $"Sealed under {Passphrase.Variable}{(locked.Count < keys ? " from the next start on" : "")}.");
        }

        if (locked.Count > 0)
            return new(Name, Verdict.Broken, $"The keys are sealed, and no {Passphrase.Variable} is given.", "Start Platen with the one that sealed them.");
        return kept.Count > 0
            ? new(Name, Verdict.Look, string.Create(CultureInfo.InvariantCulture, $"Sealed ({string.Join(", ", kept)}) by keys that lie open beside them: whoever reads a copy of the database can open both."), Give)
            : new(Name, Verdict.Well, $"None kept. {Passphrase.Variable} would seal the keys of sessions, and of secrets to come.");
    }

    static bool Opens(string passphrase, XElement key)
    {
        try
        {
            new PassphraseSeal(passphrase).Decrypt(key.Elements().Single());
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static async Task<List<string>> Texts(DbConnection connection, string query, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        var texts = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            texts.Add(row.GetString(0));
        return texts;
    }
}
