using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Platen.Data;

namespace Platen.Identity.SignIn;

/// <summary>The keys that cookies and forms are sealed with, in the database, so that every node and every restart knows them.</summary>
sealed class CookieKeys(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Connect(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM cookie_keys";
        using var rows = command.ExecuteReader();
        var all = new List<XElement>();
        while (rows.Read())
            all.Add(XElement.Parse(rows.GetString(0)));
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Connect(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO cookie_keys (name, xml) VALUES (@name, @xml)";
        command.Add("@name", friendlyName).Add("@xml", element.ToString(SaveOptions.DisableFormatting)).ExecuteNonQuery();
    }
}
