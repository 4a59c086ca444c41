using Platen.Shell.Access;

namespace Platen.Customers;

/// <summary>What one may be allowed to do with customers.</summary>
static class CustomerPermissions
{
    public const string Read = "customers.read";
    public const string Edit = "customers.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See customers, payers and suppliers", ByAccount: true),
        new(Edit, "Add and change customers, payers and suppliers"),
    ];
}
