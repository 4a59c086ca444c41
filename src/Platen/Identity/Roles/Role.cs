using Platen.Shell.Access;

namespace Platen.Identity.Roles;

/// <summary>A set of permissions under a name that a person may hold. Who holds several has what any of them gives.</summary>
/// <param name="Description">What its holder does here, in a sentence.</param>
/// <param name="Permissions">Codes of the catalogue.</param>
public sealed record Role(string Name, string Description, HashSet<string> Permissions);

/// <summary>Every permission there is, and the roles that every dealer has.</summary>
sealed record Catalogue(IReadOnlyList<Permission> Permissions, IReadOnlyList<Role> BuiltIn);

/// <summary>A role of the dealer's own, as it is kept.</summary>
sealed class OwnRole
{
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>The permissions' codes, with a space between.</summary>
    public string Permissions { get; set; } = "";

    public Role ToRole() => new(Name, Description, Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
}
