using Platen.Shell.Access;

namespace Platen;

/// <summary>
/// What seeds 000 and 001 let people do with vendors' bills and their reconciliation. Named before those modules are there,
/// so that a dealer's roles and keys are right from the first day.
/// </summary>
static class VendorPermissions
{
    public const string Import = "vendorbills.import";
    public const string Approve = "vendorbills.approve";
    public const string Unpost = "vendorbills.unpost";
    public const string Report = "vendorbills.report";
    public const string ReconciliationView = "reconciliation.view";
    public const string ReconciliationBilling = "reconciliation.billing";
    public const string ReconciliationSettings = "reconciliation.settings";
    public const string ReconciliationMapping = "reconciliation.mapping";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Import, "Import vendors' bills"),
        new(Approve, "Approve and post vendors' bills"),
        new(Unpost, "Take a posted vendor's bill back"),
        new(Report, "See the vendor report"),
        new(ReconciliationView, "Open the reconciliation"),
        new(ReconciliationBilling, "See its comparison of money"),
        new(ReconciliationSettings, "Change its mappings and exclusions"),
        new(ReconciliationMapping, "Map clients automatically"),
    ];
}
