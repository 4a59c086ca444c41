using Platen.Shell.Access;

namespace Platen.Audit;

/// <summary>What one may be allowed to do with the audit trail.</summary>
static class AuditPermissions
{
    public const string Read = "audit.read";

    public static readonly IReadOnlyList<Permission> All = [new(Read, "Search and export the audit trail")];
}
