using Platen.Shell.Access;

namespace Platen.ChargeGroups;

/// <summary>What one may be allowed to do with charge groups.</summary>
static class GroupPermissions
{
    public const string Read = "groups.read";
    public const string Edit = "groups.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See machine charge groups", ByAccount: true),
        new(Edit, "Set machine charge groups up, change and end them"),
    ];
}
