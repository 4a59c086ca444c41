using System.CommandLine;
using Platen.Accounting;
using Platen.Accounting.Suppliers;
using Platen.Audit;
using Platen.Billing;
using Platen.Billing.Credits;
using Platen.Billing.Delivery;
using Platen.Billing.Escalation;
using Platen.Billing.Groups;
using Platen.Billing.Invoices;
using Platen.Billing.Next;
using Platen.Billing.Statements;
using Platen.Billing.Trials;
using Platen.Book;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Demo;
using Platen.Health;
using Platen.Identity;
using Platen.Identity.Keys;
using Platen.Identity.Links;
using Platen.Identity.Roles;
using Platen.Identity.SignIn;
using Platen.Machines;
using Platen.Notifications;
using Platen.Readings;
using Platen.Settings;
using Platen.Setup;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen;

/// <summary>The table of contents: what every module brings to the web host and to the command line.</summary>
static class Modules
{
    /// <summary>The use cases and queries of every module, for pages, endpoints, jobs and verbs alike.</summary>
    public static IServiceCollection AddPlaten(this IServiceCollection services, Database database, TimeProvider clock) => services
        .AddSingleton(database)
        .AddSingleton(clock)
        .AddScoped(scope => LimitedDb.For(database, scope.GetRequiredService<Acting>().Who))
        .AddAudit(Readers)
        .AddSetup()
        .AddSettings()
        .AddIdentity(new Catalogue(Permissions, BuiltInRoles.All))
        .AddNotifications()
        .AddCustomers()
        .AddMachines()
        .AddChargeGroups()
        .AddContracts()
        .AddReadings()
        .AddBook()
        .AddBilling()
        .AddAccounting()
        .AddScoped<DemoDealer>()
        .AddScoped<DemoPeople>();

    /// <summary>What the web host needs beyond them.</summary>
    public static WebApplicationBuilder AddToWeb(this WebApplicationBuilder builder) => builder.AddSignIn().AddKeys();

    /// <summary>The addresses beside the pages and the API.</summary>
    public static void MapBesidePages(this WebApplication app) => app.MapSignIn();

    /// <summary>The command line, in the order in which a newcomer needs it.</summary>
    public static IEnumerable<Command> Verbs() =>
    [
        DemoVerb.Command(),
        ServeVerb.Command(FirstAdministrator.Greet),
        PeopleVerbs.User(),
        RoleVerbs.Role(),
        KeyVerbs.All(),
        SettingsVerbs.All(),
        MailVerbs.All(),
        .. BookVerbs.All(),
        ContractVerbs.All().With(TrialVerbs.Try(), NextChargesVerbs.Next()),
        CompanyVerbs.All(),
        SetupVerbs.All(),
        CustomerVerbs.All(),
        MachineVerbs.All(),
        GroupVerbs.All().With(GroupChargesVerbs.Charges(), GroupChargesVerbs.Try()),
        .. ReadingsVerbs.All(),
        .. BillingVerbs.All(),
        PayablesVerbs.All(),
        new Command("export", "Write data out, as a book or for other programs.").With(BookVerbs.Export(), AccountingVerbs.Journal(), AuditVerbs.Export()),
        .. HealthVerbs.All(),
    ];

    /// <summary>What a person or a key may be allowed to do, module by module.</summary>
    public static IReadOnlyList<Permission> Permissions { get; } =
    [
        .. SetupPermissions.All,
        .. CustomerPermissions.All,
        .. MachinePermissions.All,
        .. ContractPermissions.All,
        .. GroupPermissions.All,
        .. ReadingPermissions.All,
        .. BillingPermissions.All,
        .. BookPermissions.All,
        .. AccountingPermissions.All,
        .. VendorPermissions.All,
        .. PeoplePermissions.All,
        .. SettingsPermissions.All,
        .. MailPermissions.All,
        .. AuditPermissions.All,
    ];

    /// <summary>Who may see which kind of record, by the audit trail's names of them.</summary>
    static RecordReaders Readers { get; } = new(new Dictionary<string, string>(SetupTables.All.Select(table => KeyValuePair.Create(table.One, SetupPermissions.Read)))
    {
        ["customer"] = CustomerPermissions.Read,
        ["machine"] = MachinePermissions.Read,
        ["contract"] = ContractPermissions.Read,
        ["group"] = GroupPermissions.Read,
        ["reading"] = ReadingPermissions.Read,
        ["run"] = BillingPermissions.Read,
        ["period"] = BillingPermissions.Read,
        ["invoice"] = BillingPermissions.Read,
        ["company"] = SetupPermissions.Read,
        ["person"] = PeoplePermissions.Read,
        ["role"] = PeoplePermissions.Read,
        ["key"] = PeoplePermissions.Read,
        ["count"] = ReadingPermissions.Edit,
        ["supplier-invoice"] = AccountingPermissions.Read,
        ["settings"] = SettingsPermissions.Read,
    });

    /// <summary>The API, collection by collection.</summary>
    public static void MapModules(this RouteGroupBuilder api)
    {
        api.MapSetup();
        api.MapCompany();
        api.MapCustomers();
        api.MapMachines();
        api.MapContracts();
        api.MapChargeGroups();
        api.MapReadings();
        api.MapSettings<ReadingRules>("Rules of readings");
        api.MapSettings<RequestRules>("How customers are asked for readings");
        api.MapCounts();
        api.MapBilling();
        api.MapTrials();
        api.MapNextCharges();
        api.MapInvoices();
        api.MapCredits();
        api.MapStatements();
        api.MapGroupCharges();
        api.MapEscalations();
        api.MapPayables();
        api.MapSettings<EscalationRounding>("Rounding of new prices");
        api.MapDeliveries();
        api.MapSettings();
        api.MapPeople();
        api.MapRoles();
        api.MapMail();
        api.MapAudit();
    }
}
