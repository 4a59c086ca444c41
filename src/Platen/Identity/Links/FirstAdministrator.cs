using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;

namespace Platen.Identity.Links;

/// <summary>
/// A new installation has nobody in it, and no password that everybody knows: whoever starts it gets a link that makes the first
/// administrator, once.
/// </summary>
sealed class FirstAdministrator(Database database, OneTimeLinks links)
{
    public const string Role = "Admin";

    /// <summary>There is nobody yet who may let others in.</summary>
    public async Task<bool> IsMissing(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await IsMissing(db, cancellation);
    }

    public static async Task<bool> IsMissing(Db db, CancellationToken cancellation) => !await (
        from role in db.PersonRoles
        join person in db.People on role.PersonId equals person.Id
        where role.Role == Role && !person.Disabled && !person.OwnAccountsOnly && !db.PersonSites.Any(limit => limit.PersonId == person.Id)
        select person).AnyAsync(cancellation);

    /// <summary>The sentence for whoever starts Platen; null once there is an administrator.</summary>
    public static async Task<string?> Greet(IServiceProvider services, string address)
    {
        await using var scope = services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        if (!await first.IsMissing(CancellationToken.None))
            return null;

        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.CommandLine;
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var link = await first.Link(trail, CancellationToken.None);
        return $"Nobody can sign in yet. Make yourself its administrator, within a day and once, at\n  {AddressOf(address)}{link}";
    }

    public Task<string> Link(AuditTrail trail, CancellationToken cancellation) =>
        links.Make(OneTimeLinks.Nobody, "the first administrator", trail, cancellation);

    /// <summary>A browser cannot go to "every address".</summary>
    static string AddressOf(string listening) => listening
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .TrimEnd('/');
}
