using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Identity.Roles;

/// <summary>Every role there is, and every permission that one can be made of.</summary>
public sealed record RoleBook(IReadOnlyList<RoleRow> Roles, IReadOnlyList<PermissionRow> Permissions);

/// <summary>A role in a list.</summary>
/// <param name="BuiltIn">Every dealer has it; it cannot be changed.</param>
/// <param name="Holders">How many people hold it, the disabled ones too.</param>
/// <param name="Givable">Whoever asks has all that it gives, and so may give it.</param>
public sealed record RoleRow(string Name, string Description, bool BuiltIn, IReadOnlyList<string> Permissions, int Holders, bool Givable);

/// <summary>A permission in a list.</summary>
/// <param name="Module">Whose it is, as a heading says it.</param>
/// <param name="ByAccount">Of use to who is limited to their own accounts; all others act on the dealer as a whole.</param>
/// <param name="Givable">Whoever asks has it, and so may give it.</param>
public sealed record PermissionRow(string Code, string Module, string Description, bool ByAccount, bool Givable);

/// <summary>The roles, the built-in ones first, with what each may do.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ListRoles(Db db, Catalogue catalogue, Rights rights, Acting acting)
{
    public async Task<RoleBook> Run(CancellationToken cancellation)
    {
        var own = await rights.Of(acting.Who, cancellation);
        var holders = await db.PersonRoles.GroupBy(held => held.Role).Select(role => new { role.Key, Count = role.Count() })
            .ToDictionaryAsync(role => role.Key, role => role.Count, cancellation);
        return new RoleBook(
            [
                .. (await rights.Roles(db, cancellation)).Select(role => new RoleRow(
                    role.Name, role.Description, catalogue.BuiltIn.Any(known => known.Name == role.Name),
                    [.. catalogue.Permissions.Select(permission => permission.Code).Where(role.Permissions.Contains)],
                    holders.GetValueOrDefault(role.Name), role.Permissions.IsSubsetOf(own))),
            ],
            [.. catalogue.Permissions.Select(permission => new PermissionRow(permission.Code, permission.Module, permission.Description, permission.ByAccount, own.Contains(permission.Code)))]);
    }
}
