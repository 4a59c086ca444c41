using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>What one may be allowed to do with the dealer's tables.</summary>
static class SetupPermissions
{
    public const string Read = "setup.read";
    public const string Edit = "setup.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See sites, rates, part codes and types"),
        new(Edit, "Change sites, rates, part codes and types"),
    ];
}
