using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Setup;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>The sites that the list of contracts can be of, for whoever looks at it, and the one that is theirs.</summary>
[Needs(ContractPermissions.Read)]
sealed class ChooseSites(Db db, Acting acting)
{
    public async Task<SiteChoice> Run(CancellationToken cancellation)
    {
        var sites = (await ListSetup.Of(db, SetupTables.Sites, cancellation)).Cast<Site>()
            .Where(site => db.Limit is not { Sites: { Count: > 0 } own } || own.Contains(site.Code)).ToList();
        var home = acting.Who is { Kind: ActorKind.Person, Id: { } id }
            ? await db.People.Where(person => person.Id == id).Select(person => person.DefaultSite).SingleOrDefaultAsync(cancellation)
            : null;
        return new SiteChoice(sites, sites.Exists(site => site.Code == home) ? home : null);
    }
}

/// <summary>Sites to choose from.</summary>
/// <param name="Home">The one that the list opens on; null: all of them.</param>
sealed record SiteChoice(IReadOnlyList<Site> Sites, string? Home);
