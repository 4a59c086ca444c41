using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Platen.Data;

namespace Platen.Settings.Sealing;

/// <summary>
/// The keys that cookies, forms and secrets are sealed with, in the database, so that every node and every restart knows them.
/// Where there is a passphrase, one that still lies open is sealed by it when it is read.
/// </summary>
sealed class SealKeys(Database database, Passphrase passphrase) : IXmlRepository
{
    /// <summary>The framework's own names for what is to be sealed, and for what is.</summary>
    static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";
    public static readonly XName ToSeal = Framework + "requiresEncryption", Sealed = Framework + "encryptedSecret";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Connect(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, xml FROM cookie_keys";
        var all = new Dictionary<string, XElement>(StringComparer.Ordinal);
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                all.Add(rows.GetString(0), XElement.Parse(rows.GetString(1)));
        }

        if (passphrase.Text is { } text)
        {
            foreach (var (name, key) in all.Where(key => Seal(key.Value, new PassphraseSeal(text))).ToList())
                Write("UPDATE cookie_keys SET xml = @xml WHERE name = @name", name, key);
        }

        return all.Values;
    }

    public void StoreElement(XElement element, string friendlyName) =>
        Write("INSERT INTO cookie_keys (name, xml) VALUES (@name, @xml)", friendlyName, element);

    void Write(string sql, string name, XElement key)
    {
        using var connection = database.Connect(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Add("@name", name).Add("@xml", key.ToString(SaveOptions.DisableFormatting)).ExecuteNonQuery();
    }

    /// <returns>Whether something lay open.</returns>
    static bool Seal(XElement key, PassphraseSeal seal)
    {
        var open = key.Descendants().Where(part => (bool?)part.Attribute(ToSeal) == true).ToList();
        foreach (var part in open)
        {
            var done = seal.Encrypt(part);
            part.ReplaceWith(new XElement(Sealed, new XAttribute("decryptorType", done.DecryptorType.AssemblyQualifiedName!), done.EncryptedElement));
        }

        return open.Count > 0;
    }
}
