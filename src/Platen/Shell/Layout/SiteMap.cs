using System.Reflection;
using Microsoft.AspNetCore.Components;
using Platen.Shell.Access;

namespace Platen.Shell.Layout;

/// <summary>The lists beside the month, in the order of the side of the page; the finder knows them by the same names.</summary>
static class SiteMap
{
    public static readonly IReadOnlyList<(string Group, IReadOnlyList<SiteLink> Links)> Groups =
    [
        ("The book", [new("Contracts", "/contracts"), new("Machines", "/machines"), new("Customers", "/customers"), new("Charge groups", "/groups"), new("Held readings", "/readings/held"), new("Counts", "/counts")]),
        ("Billing", [new("Runs", "/runs"), new("Invoices", "/invoices"), new("Prepaid", "/prepaid"), new("New prices", "/escalation"), new("Owed to suppliers", "/payables")]),
        ("The office", [new("Mail", "/mail"), new("People", "/people"), new("Sites, rates and types", "/settings/sites"), new("API keys", "/keys"), new("Audit trail", "/audit"), new("Settings", "/settings")]),
    ];

    /// <summary>Those of the pages that somebody may open.</summary>
    public static async Task<List<SiteLink>> Open(IEnumerable<SiteLink> links, Func<string, Task<bool>> may)
    {
        var open = new List<SiteLink>();
        foreach (var link in links)
        {
            if (await may(link.Permission))
                open.Add(link);
        }

        return open;
    }

    public static IEnumerable<SiteLink> All => [new("The open month", "/"), .. Groups.SelectMany(group => group.Links), new("Roles", "/people/roles")];
}

/// <summary>A page a person can go to by name.</summary>
sealed record SiteLink(string Title, string Path)
{
    static readonly Dictionary<string, string> Needs = (
        from page in typeof(SiteLink).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>()
        let needs = page.GetCustomAttribute<NeedsAttribute>()
        where needs is not null
        select (route.Template, needs.Permission)).ToDictionary(page => page.Template, page => page.Permission);

    /// <summary>What the page itself says it needs.</summary>
    public string Permission => Needs[Path];

    /// <summary>The same of the page at any address of Platen's.</summary>
    public static string NeededAt(string address)
    {
        var path = address.Split('?', '#')[0].Split('/');
        return Needs.Where(page => Fits(page.Key.Split('/'), path)).MinBy(page => page.Key.Count(letter => letter == '{')).Value;
    }

    static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(part => part.First.StartsWith('{') || part.First == part.Second);
}
