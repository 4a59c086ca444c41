using Platen.Accounting;
using Platen.Audit;
using Platen.Billing;
using Platen.Book;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Identity;
using Platen.Identity.Links;
using Platen.Identity.Roles;
using Platen.Machines;
using Platen.Notifications;
using Platen.Readings;
using Platen.Settings;
using Platen.Setup;

namespace Platen;

/// <summary>
/// The roles that every dealer has: sets of the modules' permissions. Admin, Financial and User are those of seed 001, to the
/// letter of its table; the others are the people of seeds 002 and 003. A dealer makes others beside them.
/// </summary>
static class BuiltInRoles
{
    /// <summary>What anyone sees who works with the machines.</summary>
    static readonly string[] Fleet = [CustomerPermissions.Read, MachinePermissions.Read, ReadingPermissions.Read];

    /// <summary>The same, with what was agreed and billed.</summary>
    static readonly string[] Money = [.. Fleet, ContractPermissions.Read, GroupPermissions.Read, BillingPermissions.Read, SetupPermissions.Read];

    public static IReadOnlyList<Role> All { get; } =
    [
        new(FirstAdministrator.Role, "May do everything.", [.. Modules.Permissions.Select(permission => permission.Code)]),
        new("Financial", "Runs, posts and voids billing, and reads all money.",
        [
            .. Money, BillingPermissions.Run, BillingPermissions.Post, BillingPermissions.Deliver, BillingPermissions.Close, BillingPermissions.Void,
            MailPermissions.Read, MailPermissions.Send,
            AccountingPermissions.Read, AccountingPermissions.Payables, VendorPermissions.ReconciliationBilling, VendorPermissions.ReconciliationSettings, VendorPermissions.Report,
        ]),
        new("User", "Sees the fleet and the reconciliation's licences, and no one's money.", [.. Fleet, VendorPermissions.ReconciliationView]),
        new("Contract administrator", "Writes contracts and hands them on for approval.",
            [
                .. Money, ContractPermissions.Edit, ContractPermissions.Release, ContractPermissions.Escalate, GroupPermissions.Edit, CustomerPermissions.Edit, MachinePermissions.Edit,
                SetupPermissions.Edit, VendorPermissions.Unpost,
            ]),
        new("Releaser", "Releases contracts for approval.", [.. Money, ContractPermissions.Release]),
        new("Approver", "Approves contracts and vendors' bills.", [.. Money, ContractPermissions.Approve, VendorPermissions.Approve, VendorPermissions.Report]),
        new("Billing clerk", "Brings readings in, bills the month, posts and closes it.",
        [
            .. Money, ReadingPermissions.Edit, BillingPermissions.Run, BillingPermissions.Post, BillingPermissions.Deliver, BillingPermissions.Close, AccountingPermissions.Read,
            MailPermissions.Read, MailPermissions.Send,
        ]),
        new("Dispatcher", "Sees machines, places and readings, to send somebody.", [.. Fleet, ContractPermissions.Read]),
        new("Technician", "Reads counters where the machines stand.", [.. Fleet, ReadingPermissions.Edit]),
        new("Account manager", "Sees what the customers agreed to and were billed.", [.. Money]),
        new("Auditor", "Reads all, changes nothing.",
        [
            .. Money, AccountingPermissions.Read, BookPermissions.Export, AuditPermissions.Read, PeoplePermissions.Read, SettingsPermissions.Read, MailPermissions.Read,
            VendorPermissions.ReconciliationView, VendorPermissions.ReconciliationBilling, VendorPermissions.Report,
        ]),
    ];
}
