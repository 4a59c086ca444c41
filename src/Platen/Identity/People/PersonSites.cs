using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Setup;
using Platen.Shell;

namespace Platen.Identity;

/// <summary>The branches that a person is limited to, as they are changed.</summary>
static class PersonSites
{
    /// <summary>Limits a person to these branches and no others; none: to no branch at all.</summary>
    public static async Task<(List<string> Before, List<string> After)> Replace(
        WriteTransaction write, Db db, Person person, IReadOnlyCollection<string> sites, CancellationToken cancellation)
    {
        // What removes a site takes a revision first: it comes before, and the site is not there, or after, and is refused.
        await Sequences.Take(write.Connection, Sequences.Revision, 0, cancellation);
        var after = await Known(db, sites, cancellation);
        var before = await db.PersonSites.Where(limit => limit.PersonId == person.Id).Select(limit => limit.Site).ToListAsync(cancellation);
        before.Sort(StringComparer.Ordinal);
        await db.PersonSites.Where(limit => limit.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
        db.AddRange(after.Select(site => new PersonSite { PersonId = person.Id, Site = site }));
        await db.SaveChangesAsync(cancellation);
        return (before, after);
    }

    /// <summary>The branch that a person sees first; null: all.</summary>
    public static async Task Default(Db db, Person person, string? site, CancellationToken cancellation) =>
        person.DefaultSite = site is null || site == person.DefaultSite ? site : (await Known(db, [site], cancellation))[0];

    /// <summary>The codes as the dealer's table has them, in order.</summary>
    /// <exception cref="Refusal">One is not there.</exception>
    public static async Task<List<string>> Known(Db db, IReadOnlyCollection<string> asked, CancellationToken cancellation)
    {
        var sites = (await ListSetup.Of(db, SetupTables.Sites, cancellation)).ConvertAll(site => site.Key);
        var unknown = asked.Except(sites, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new Refusal($"There is no site {string.Join(", ", unknown)}. {(sites.Count == 0 ? "There is none yet: 'platen setup add sites' makes one." : $"There are: {string.Join(", ", sites)}.")}");
        return [.. asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
