using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>What one may be allowed to do with contracts.</summary>
static class ContractPermissions
{
    public const string Read = "contracts.read";
    public const string Edit = "contracts.edit";
    public const string Release = "contracts.release";
    public const string Approve = "contracts.approve";
    public const string Escalate = "contracts.escalate";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See contracts and their terms", ByAccount: true),
        new(Edit, "Write and change contracts"),
        new(Release, "Release a contract for approval"),
        new(Approve, "Approve a released contract"),
        new(Escalate, "Raise the prices of contracts"),
    ];
}
