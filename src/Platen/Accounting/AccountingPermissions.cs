using Platen.Shell.Access;

namespace Platen.Accounting;

/// <summary>What one may be allowed to do with the journal.</summary>
static class AccountingPermissions
{
    public const string Read = "accounting.read";
    public const string Payables = "accounting.payables";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "Export the journal, and see what is owed to suppliers"),
        new(Payables, "Record suppliers' invoices"),
    ];
}
