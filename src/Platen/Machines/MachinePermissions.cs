using Platen.Shell.Access;

namespace Platen.Machines;

/// <summary>What one may be allowed to do with machines.</summary>
static class MachinePermissions
{
    public const string Read = "machines.read";
    public const string Edit = "machines.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See machines and their meters", ByAccount: true),
        new(Edit, "Add and change machines and their meters"),
    ];
}
