using Platen.Data;
using Platen.Setup;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>The dealer's sites, as a person can be limited to them: also for who may not see the dealer's tables.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ListBranches(Db db)
{
    public async Task<IReadOnlyList<Branch>> Run(CancellationToken cancellation) =>
        [.. (await ListSetup.Of(db, SetupTables.Sites, cancellation)).Cast<Site>().Select(site => new Branch(site.Code, site.Name))];
}

/// <summary>A site, by its code and as people call it.</summary>
public sealed record Branch(string Code, string Name);
