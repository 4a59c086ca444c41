using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity.Roles;

/// <summary>
/// The dealer's own roles: made, changed, removed. Nobody puts into one, or takes out of one, what they may not do themselves; those
/// that are built in stay as they are.
/// </summary>
[Needs(PeoplePermissions.Edit)]
sealed class EditRoles(Database database, Catalogue catalogue, Rights rights, AuditTrail trail)
{
    /// <summary>The kind of record, as the audit trail names it.</summary>
    public const string Kind = "role";

    public const int LongestName = 60, LongestDescription = 200;

    public Task Add(Role asked, CancellationToken cancellation) => Change(async db =>
    {
        var role = await Asked(asked with { Name = asked.Name.Trim() }, cancellation);
        if ((await rights.Roles(db, cancellation)).FirstOrDefault(other => other.Name.Equals(role.Name, StringComparison.OrdinalIgnoreCase)) is { } taken)
            throw new Refusal($"There is a role {taken.Name} already. Change it, or choose another name.");
        db.Add(role);
        await db.SaveChangesAsync(cancellation);
        return new Change("role.added", Kind, role.Name, After: Told(role));
    }, cancellation);

    /// <param name="description">Null: as it is.</param>
    /// <param name="permissions">All that it gives from now on; null: as it is.</param>
    public Task Change(string name, string? description, IReadOnlyCollection<string>? permissions, CancellationToken cancellation) => Change(async db =>
    {
        var before = await Own(db, name, cancellation);
        var after = await Asked(new Role(name, description ?? before.Description, [.. permissions ?? before.ToRole().Permissions]), cancellation);
        await rights.RefuseBeyond(trail.Who, before.ToRole().Permissions, cancellation);
        db.Update(after);
        await db.SaveChangesAsync(cancellation);
        return new Change("role.changed", Kind, name, Told(before), Told(after));
    }, cancellation);

    public Task Remove(string name, CancellationToken cancellation) => Change(async db =>
    {
        var role = await Own(db, name, cancellation);
        await rights.RefuseBeyond(trail.Who, role.ToRole().Permissions, cancellation);
        var holders = await db.PersonRoles.Where(held => held.Role == name).Join(db.People, held => held.PersonId, person => person.Id, (_, person) => person.Name)
            .OrderBy(holder => holder).ToListAsync(cancellation);
        if (holders.Count > 0)
            throw new Refusal($"{string.Join(", ", holders)} {(holders.Count == 1 ? "holds" : "hold")} the role {name}. Take it from them first.");
        await db.OwnRoles.Where(own => own.Name == name).ExecuteDeleteAsync(cancellation);
        return new Change("role.removed", Kind, name, Told(role));
    }, cancellation);

    async Task Change(Func<Db, Task<Change>> change, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        await Rights.Hold(write, cancellation);
        await trail.Commit(write, await change(db), cancellation);
    }

    async Task<OwnRole> Asked(Role role, CancellationToken cancellation)
    {
        if (role.Name.Length is 0 or > LongestName || role.Name.Any(char.IsControl))
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"A role needs a name of up to {LongestName} letters."));
        if (role.Description.Length > LongestDescription)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"What a role does is said in up to {LongestDescription} letters."));
        if (role.Permissions.Count == 0)
            throw new Refusal("A role needs at least one permission, or it opens nothing.");
        var permissions = await rights.Given(trail.Who, role.Permissions, cancellation);
        return new OwnRole { Name = role.Name, Description = role.Description.Trim(), Permissions = string.Join(' ', permissions) };
    }

    async Task<OwnRole> Own(Db db, string name, CancellationToken cancellation) =>
        catalogue.BuiltIn.Any(role => role.Name == name)
            ? throw new Refusal($"{name} is built in, and stays as it is. Make a role of your own beside it.")
            : await db.OwnRoles.SingleOrDefaultAsync(role => role.Name == name, cancellation) ?? throw new Refusal($"There is no role {name}. 'platen role list' names them.");

    static object Told(OwnRole role) => new { role.Description, Permissions = role.Permissions.Split(' ') };
}
