using Platen.Shell.Access;

namespace Platen.Accounting;

/// <summary>What one may be allowed to do with the journal.</summary>
static class AccountingPermissions
{
    public const string Read = "accounting.read";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "Export the journal"),
    ];
}
