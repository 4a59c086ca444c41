using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>What one may be allowed to do with people, roles and keys.</summary>
static class PeoplePermissions
{
    public const string Read = "people.read";
    public const string Edit = "people.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See who may sign in, with which roles, and the keys"),
        new(Edit, "Let people in and out, give roles, make roles and keys"),
    ];
}
