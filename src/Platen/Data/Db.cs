using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Platen.Accounting.Suppliers;
using Platen.Audit;
using Platen.Billing;
using Platen.Billing.Credits;
using Platen.Billing.Delivery;
using Platen.Billing.Groups;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Identity;
using Platen.Identity.Keys;
using Platen.Identity.Roles;
using Platen.Machines;
using Platen.Notifications;
using Platen.Rating;
using Platen.Readings;
using Platen.Setup;
using Platen.Shell;

namespace Platen.Data;

/// <summary>The tables as entities, for use cases and queries. A run's many rows go by <see cref="Database.Rows"/> instead.</summary>
class Db(Database database) : DbContext
{
    /// <summary>What alone is in sight; null: everything. For what asks in SQL of its own.</summary>
    public virtual Limit? Limit => null;

    /// <summary>Refuses what is worked out over every customer to who sees only some.</summary>
    public void RefuseLimited()
    {
        if (Limit is not null)
            throw new Refusal("This is worked out over every customer, and you are limited to some of them.");
    }

    public DbSet<Company> Company => Set<Company>();
    public DbSet<SetupRow> SetupRows => Set<SetupRow>();
    public DbSet<Customer> Customers => Set<Customer>();

    /// <summary>The same as an invoice shows who pays it, whoever asks: a finance company is nobody's account and has no branch.</summary>
    public DbSet<Payer> Payers => Set<Payer>();
    public DbSet<Machine> Machines => Set<Machine>();
    public DbSet<Meter> Meters => Set<Meter>();
    public DbSet<Contract> Contracts => Set<Contract>();
    public DbSet<TermsVersion> Terms => Set<TermsVersion>();
    public DbSet<ContractMachine> ContractMachines => Set<ContractMachine>();
    public DbSet<ContractState> ContractStates => Set<ContractState>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<ReadingProfile> ReadingProfiles => Set<ReadingProfile>();
    public DbSet<ReadingRequest> ReadingRequests => Set<ReadingRequest>();
    public DbSet<MeterCycle> MeterCycles => Set<MeterCycle>();
    public DbSet<CountRun> CountRuns => Set<CountRun>();
    public DbSet<CountedMeter> CountedMeters => Set<CountedMeter>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunShard> RunShards => Set<RunShard>();
    public DbSet<RunException> RunExceptions => Set<RunException>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DraftInvoice> DraftInvoices => Set<DraftInvoice>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<PostedLine> InvoiceLines => Set<PostedLine>();
    public DbSet<BilledCharge> BilledCharges => Set<BilledCharge>();
    public DbSet<BilledUsage> BilledUsage => Set<BilledUsage>();
    public DbSet<BilledPrepaid> BilledPrepaid => Set<BilledPrepaid>();
    public DbSet<Credit> Credits => Set<Credit>();

    // What credits took back has the columns of what stands.
    public IQueryable<BilledCharge> CreditedCharges => BilledCharges.FromSql($"SELECT * FROM credited_charges");
    public IQueryable<BilledPrepaid> CreditedPrepaid => BilledPrepaid.FromSql($"SELECT * FROM credited_prepaid");
    public IQueryable<BilledGroup> CreditedGroups => BilledGroups.FromSql($"SELECT * FROM credited_groups");
    public IQueryable<BilledGroupUsage> CreditedGroupUsage => BilledGroupUsage.FromSql($"SELECT * FROM credited_group_usage");
    public IQueryable<GroupShipment> CreditedShipments => GroupShipments.FromSql($"SELECT * FROM credited_shipments");

    /// <summary>What one credit took back, by its revision.</summary>
    public IQueryable<BilledCharge> TakenBack(long revision) =>
        BilledCharges.FromSql($"SELECT * FROM credited_charges WHERE credit_id IN (SELECT invoice_id FROM credits WHERE revision = {revision})");

    /// <summary>The same of charge groups.</summary>
    public IQueryable<BilledGroup> GroupsTakenBack(long revision) =>
        BilledGroups.FromSql($"SELECT * FROM credited_groups WHERE credit_id IN (SELECT invoice_id FROM credits WHERE revision = {revision})");

    /// <summary>What of charge groups' usage was credited after a revision.</summary>
    public IQueryable<BilledGroupUsage> GroupUsageCreditedAfter(long revision) =>
        BilledGroupUsage.FromSql($"SELECT * FROM credited_group_usage WHERE credit_id IN (SELECT invoice_id FROM credits WHERE revision > {revision})");

    /// <summary>The readings behind the credited charges of a run, which has each charge once.</summary>
    public IQueryable<BilledUsage> CreditedUsage(int run) => BilledUsage.FromSql($"SELECT * FROM credited_usage WHERE run_id = {run}");
    public DbSet<ChargeGroup> ChargeGroups => Set<ChargeGroup>();
    public DbSet<GroupMachine> GroupMachines => Set<GroupMachine>();
    public DbSet<BilledGroup> BilledGroups => Set<BilledGroup>();
    public DbSet<BilledGroupUsage> BilledGroupUsage => Set<BilledGroupUsage>();
    public DbSet<GroupShipment> GroupShipments => Set<GroupShipment>();
    public DbSet<Payable> Payables => Set<Payable>();
    public DbSet<SupplierInvoice> SupplierInvoices => Set<SupplierInvoice>();
    public DbSet<SupplierInvoiceLine> SupplierInvoiceLines => Set<SupplierInvoiceLine>();
    public DbSet<EscalatedCharge> Escalations => Set<EscalatedCharge>();
    public DbSet<JournalLine> JournalLines => Set<JournalLine>();
    public DbSet<BillingPeriod> BillingPeriods => Set<BillingPeriod>();
    public DbSet<SitePeriod> SitePeriods => Set<SitePeriod>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonRole> PersonRoles => Set<PersonRole>();
    public DbSet<PersonSite> PersonSites => Set<PersonSite>();
    public DbSet<PersonLogin> PersonLogins => Set<PersonLogin>();
    public DbSet<OwnRole> OwnRoles => Set<OwnRole>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Delivered> Deliveries => Set<Delivered>();
    public DbSet<Mail> Mails => Set<Mail>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The same inside a writing transaction, for a use case that changes a few rows.</summary>
    public static Db Within(Database database, WriteTransaction write)
    {
        var db = new Db(database);
        db.Database.SetDbConnection(write.Connection);
        db.Database.UseTransaction(write.Transaction);
        return db;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder options)
    {
        database.Configure(options);
        options.UseSnakeCaseNamingConvention().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Period>().HaveConversion<PeriodConverter>();
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        if (database is SqliteDatabase)
            conventions.Properties<decimal>().HaveConversion<MoneyConverter>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Company>().ToTable("company").Property(company => company.Id).ValueGeneratedNever();
        model.Entity<SetupRow>().HasKey(row => new { row.Name, row.Key });
        model.Entity<Customer>().Ignore(customer => customer.LocationNames).Property(customer => customer.Id).ValueGeneratedNever();
        model.Entity<Payer>().HasNoKey().ToView("customers");
        model.Entity<Machine>().Property(machine => machine.Id).ValueGeneratedNever();
        model.Entity<Meter>().Property(meter => meter.Id).ValueGeneratedNever();
        model.Entity<Contract>().Property(contract => contract.Id).ValueGeneratedNever();
        model.Entity<TermsVersion>().ToTable("contract_terms").HasKey(terms => new { terms.ContractId, terms.Version });
        model.Entity<ContractState>().HasKey(state => new { state.ContractId, state.No });
        // So that a new contract goes in before what hangs on it.
        model.Entity<TermsVersion>().HasOne<Contract>().WithMany().HasForeignKey(terms => terms.ContractId);
        model.Entity<ContractState>().HasOne<Contract>().WithMany().HasForeignKey(state => state.ContractId);
        model.Entity<ContractMachine>().HasOne<Contract>().WithMany().HasForeignKey(item => item.ContractId);
        model.Entity<ContractMachine>().HasKey(item => new { item.ContractId, item.MachineId });
        model.Entity<ReadingProfile>().HasKey(profile => profile.Name);
        model.Entity<ReadingRequest>().Property(request => request.Id).ValueGeneratedNever();
        model.Entity<MeterCycle>().HasKey(cycle => cycle.MeterId);
        model.Entity<MeterCycle>().Property(cycle => cycle.MeterId).ValueGeneratedNever();
        model.Entity<CountRun>().Property(run => run.Id).ValueGeneratedNever();
        model.Entity<CountedMeter>().HasKey(meter => new { meter.RunId, meter.MeterId, meter.ContractId });
        model.Entity<Run>().Property(run => run.Id).ValueGeneratedNever();
        model.Entity<RunShard>().HasKey(shard => new { shard.RunId, shard.No });
        model.Entity<RunException>().HasKey(exception => new { exception.RunId, exception.CustomerId, exception.No });
        model.Entity<Draft>().HasKey(draft => new { draft.RunId, draft.CustomerId });
        model.Entity<DraftInvoice>().HasKey(invoice => new { invoice.RunId, invoice.CustomerId, invoice.No });
        model.Entity<Invoice>().Property(invoice => invoice.Id).ValueGeneratedNever();
        model.Entity<PostedLine>().ToTable("invoice_lines").Ignore(line => line.Sold).HasKey(line => new { line.InvoiceId, line.No });
        model.Entity<SupplierInvoice>().Property(invoice => invoice.Id).ValueGeneratedNever();
        model.Entity<SupplierInvoiceLine>().HasKey(line => new { line.ContractId, line.Charge, line.Period, line.Take });
        model.Entity<EscalatedCharge>().HasKey(row => new { row.ContractId, row.Charge, row.Period, row.Occasion });
        model.Entity<BilledCharge>().HasKey(charge => new { charge.ContractId, charge.Charge, charge.Period });
        model.Entity<BilledUsage>().HasKey(usage => new { usage.MeterId, usage.ContractId, usage.Period });
        model.Entity<BilledPrepaid>().Ignore(prepaid => prepaid.Use).HasKey(prepaid => new { prepaid.ContractId, prepaid.Meter, prepaid.Period });
        model.Entity<ChargeGroup>().Property(group => group.Id).ValueGeneratedNever();
        model.Entity<GroupMachine>().HasOne<ChargeGroup>().WithMany().HasForeignKey(machine => machine.GroupId);
        model.Entity<GroupMachine>().ToTable("charge_group_machines").HasKey(machine => new { machine.GroupId, machine.MachineId, machine.FromPeriod });
        model.Entity<BilledGroup>().Ignore(group => group.Billed).HasKey(group => new { group.GroupId, group.Period });
        model.Entity<BilledGroupUsage>().HasKey(usage => new { usage.MeterId, usage.ContractId, usage.Period });
        model.Entity<GroupShipment>().HasKey(shipment => new { shipment.GroupId, shipment.Period, shipment.MachineId });
        model.Entity<Payable>().HasKey(payable => new { payable.ContractId, payable.Charge, payable.Period, payable.Take });
        model.Entity<Credit>().HasKey(credit => credit.InvoiceId);
        model.Entity<Credit>().Property(credit => credit.InvoiceId).ValueGeneratedNever();
        model.Entity<JournalLine>().HasKey(line => new { line.InvoiceId, line.No });
        model.Entity<Person>().Property(person => person.Id).ValueGeneratedNever();
        model.Entity<Person>().Property(person => person.Version).IsConcurrencyToken();
        model.Entity<PersonRole>().HasKey(role => new { role.PersonId, role.Role });
        model.Entity<PersonSite>().HasKey(limit => new { limit.PersonId, limit.Site });
        model.Entity<OwnRole>().HasKey(role => role.Name);
        model.Entity<PersonLogin>().HasKey(login => new { login.Provider, login.Subject });
        model.Entity<ApiKey>().Ignore(key => key.PermissionCodes).Property(key => key.Id).ValueGeneratedNever();
        model.Entity<Delivered>().HasKey(delivered => delivered.InvoiceId);
        model.Entity<Mail>().Property(mail => mail.Id).ValueGeneratedNever();
        model.Entity<AuditEntry>().Property(entry => entry.Id).ValueGeneratedNever();
        model.Entity<BillingPeriod>().HasKey(period => period.Period);
        model.Entity<SitePeriod>().HasKey(period => new { period.Site, period.Period });
    }

    sealed class PeriodConverter() : ValueConverter<Period, int>(period => period.Number, number => Period.FromNumber(number));

    sealed class InstantConverter()
        : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    sealed class MoneyConverter()
        : ValueConverter<decimal, long>(amount => MoneyColumn.ToStored(amount), stored => MoneyColumn.FromStored(stored));
}
