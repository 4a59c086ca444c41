using Microsoft.EntityFrameworkCore;
using Platen.Accounting.Suppliers;
using Platen.Audit;
using Platen.Billing;
using Platen.Billing.Credits;
using Platen.Billing.Delivery;
using Platen.Billing.Groups;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Machines;
using Platen.Readings;

namespace Platen.Data;

/// <summary>
/// The tables as somebody sees them who is limited: to customers that they are the account manager of, to contracts of some branches,
/// or to both, and to what is of those. What is another's is not there, wherever it is asked for. A model of its own: who sees
/// everything pays nothing for it.
/// </summary>
sealed class LimitedDb(Database database, Limit limit) : Db(database)
{
    /// <summary>
    /// The filters' names. What belongs to a customer and to a branch by itself has one for each; what hangs on such a row follows it,
    /// and so is within both. Customers rest on <see cref="Places"/> and contracts on customers: no filter may lead back.
    /// </summary>
    public const string ByAccount = "account", ByBranch = "branch", ByOwner = "owner";

    public override Limit? Limit { get; } = limit;

    // A filter's parameters are properties of the context.
    string? Manager { get; } = limit.Manager;
    bool IsOfBranches { get; } = limit.Sites.Count > 0;
    IReadOnlyList<string> Sites { get; } = limit.Sites;

    /// <summary>Where every contract is, whoever asks: for the filters alone.</summary>
    DbSet<ContractPlace> Places => Set<ContractPlace>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<ContractPlace>().HasNoKey().ToView("contracts");
        model.Entity<Customer>()
            .HasQueryFilter(ByAccount, customer => Manager == null || customer.AccountManager!.ToLower() == Manager)
            .HasQueryFilter(ByBranch, customer => !IsOfBranches || Places.Any(place => place.CustomerId == customer.Id && Sites.Contains(place.Site)));
        LimitMachines(model);
        LimitContracts(model);
        LimitBilling(model);
    }

    void LimitMachines(ModelBuilder model)
    {
        model.Entity<Machine>()
            .HasQueryFilter(ByAccount, machine => Customers.Any(customer => customer.Id == machine.CustomerId))
            .HasQueryFilter(ByBranch, machine => !IsOfBranches || ContractMachines.Any(item => item.MachineId == machine.Id));
        model.Entity<Meter>().HasQueryFilter(ByOwner, meter => Machines.Any(machine => machine.Id == meter.MachineId));
        model.Entity<Reading>().HasQueryFilter(ByOwner, reading => Meters.Any(meter => meter.Id == reading.MeterId));
        model.Entity<MeterCycle>().HasQueryFilter(ByOwner, cycle => Meters.Any(meter => meter.Id == cycle.MeterId));
        model.Entity<CountedMeter>().HasQueryFilter(ByOwner, counted => Meters.Any(meter => meter.Id == counted.MeterId));
        model.Entity<CountRun>().HasQueryFilter(ByOwner, run => CountedMeters.Any(counted => counted.RunId == run.Id));
        model.Entity<ReadingRequest>().HasQueryFilter(ByOwner, request => Customers.Any(customer => customer.Id == request.CustomerId));
    }

    void LimitContracts(ModelBuilder model)
    {
        model.Entity<Contract>()
            .HasQueryFilter(ByAccount, contract => Customers.Any(customer => customer.Id == contract.CustomerId))
            .HasQueryFilter(ByBranch, contract => !IsOfBranches || Sites.Contains(contract.Site));
        model.Entity<TermsVersion>().HasQueryFilter(ByOwner, terms => Contracts.Any(contract => contract.Id == terms.ContractId));
        model.Entity<ContractMachine>().HasQueryFilter(ByOwner, item => Contracts.Any(contract => contract.Id == item.ContractId));
        model.Entity<EscalatedCharge>().HasQueryFilter(ByOwner, charge => Contracts.Any(contract => contract.Id == charge.ContractId));
        model.Entity<ContractState>().HasQueryFilter(ByOwner, state => Contracts.Any(contract => contract.Id == state.ContractId));
    }

    void LimitBilling(ModelBuilder model)
    {
        model.Entity<Run>().HasQueryFilter(ByBranch, run => !IsOfBranches || run.Site == null || Sites.Contains(run.Site));
        model.Entity<RunException>()
            .HasQueryFilter(ByAccount, exception => Customers.Any(customer => customer.Id == exception.CustomerId))
            .HasQueryFilter(ByBranch, exception => !IsOfBranches || Contracts.Any(contract => contract.Number == exception.Contract));
        // All of a customer's contracts in one document: whoever reads it keeps to the invoices and contracts in sight.
        model.Entity<Draft>().HasQueryFilter(ByOwner, draft => Customers.Any(customer => customer.Id == draft.CustomerId));
        // An invoice for all contracts of a customer is for who sees them all.
        model.Entity<DraftInvoice>()
            .HasQueryFilter(ByAccount, invoice => Customers.Any(customer => customer.Id == invoice.CustomerId))
            .HasQueryFilter(ByBranch, invoice => !IsOfBranches || (invoice.Contract == null
                ? !Places.Any(place => place.CustomerId == invoice.CustomerId && !Sites.Contains(place.Site))
                : Contracts.Any(contract => contract.Number == invoice.Contract)));
        model.Entity<Invoice>()
            .HasQueryFilter(ByAccount, invoice => Customers.Any(customer => customer.Id == invoice.CustomerId))
            .HasQueryFilter(ByBranch, invoice => !IsOfBranches || (invoice.Contract == null
                ? !Places.Any(place => place.CustomerId == invoice.CustomerId && !Sites.Contains(place.Site))
                : Contracts.Any(contract => contract.Number == invoice.Contract)));
        model.Entity<PostedLine>().HasQueryFilter(ByOwner, line => Invoices.Any(invoice => invoice.Id == line.InvoiceId));
        model.Entity<Delivered>().HasQueryFilter(ByOwner, delivered => Invoices.Any(invoice => invoice.Id == delivered.InvoiceId));
        model.Entity<Credit>().HasQueryFilter(ByOwner, credit => Invoices.Any(invoice => invoice.Id == credit.InvoiceId));
        model.Entity<JournalLine>().HasQueryFilter(ByOwner, line => Invoices.Any(invoice => invoice.Id == line.InvoiceId));
        model.Entity<BilledCharge>().HasQueryFilter(ByOwner, charge => Contracts.Any(contract => contract.Id == charge.ContractId));
        model.Entity<BilledUsage>().HasQueryFilter(ByOwner, usage => Contracts.Any(contract => contract.Id == usage.ContractId));
        model.Entity<BilledPrepaid>().HasQueryFilter(ByOwner, prepaid => Contracts.Any(contract => contract.Id == prepaid.ContractId));
        model.Entity<Payable>().HasQueryFilter(ByOwner, payable => Contracts.Any(contract => contract.Id == payable.ContractId));
        model.Entity<SupplierInvoiceLine>().HasQueryFilter(ByOwner, line => Contracts.Any(contract => contract.Id == line.ContractId));
        model.Entity<SupplierInvoice>().HasQueryFilter(ByOwner, invoice => SupplierInvoiceLines.Any(line => line.SupplierInvoiceId == invoice.Id));
        LimitGroups(model);
    }

    /// <summary>A group is of a customer, whose contracts may be of any branch: for who sees them all.</summary>
    void LimitGroups(ModelBuilder model)
    {
        model.Entity<ChargeGroup>()
            .HasQueryFilter(ByAccount, group => Customers.Any(customer => customer.Id == group.CustomerId))
            .HasQueryFilter(ByBranch, group => !IsOfBranches || !Places.Any(place => place.CustomerId == group.CustomerId && !Sites.Contains(place.Site)));
        model.Entity<GroupMachine>().HasQueryFilter(ByOwner, machine => ChargeGroups.Any(group => group.Id == machine.GroupId));
        model.Entity<BilledGroup>().HasQueryFilter(ByOwner, billed => ChargeGroups.Any(group => group.Id == billed.GroupId));
        model.Entity<BilledGroupUsage>().HasQueryFilter(ByOwner, usage => ChargeGroups.Any(group => group.Id == usage.GroupId));
        model.Entity<GroupShipment>().HasQueryFilter(ByOwner, shipment => ChargeGroups.Any(group => group.Id == shipment.GroupId));
    }

    /// <summary>The tables as whoever acts may see them: a key sees what its maker does.</summary>
    public static Db For(Database database, Actor who)
    {
        using var all = new Db(database);
        var person = who switch
        {
            { Kind: ActorKind.Person, Id: { } id } => all.People.SingleOrDefault(person => person.Id == id),
            { Kind: ActorKind.Key, Id: { } id } => all.People.SingleOrDefault(person => all.ApiKeys.Any(key => key.Id == id && key.MadeBy == person.Id)),
            _ => null,
        };
        if (person is null)
            return new Db(database);
        var sites = all.PersonSites.Where(limit => limit.PersonId == person.Id).OrderBy(limit => limit.Site).Select(limit => limit.Site).ToList();
        return person.OwnAccountsOnly || sites.Count > 0
            ? new LimitedDb(database, new Limit(person.OwnAccountsOnly ? person.Email.ToLowerInvariant() : null, sites))
            : new Db(database);
    }

    /// <summary>A contract as the filters see it.</summary>
    sealed class ContractPlace
    {
        public required int CustomerId { get; init; }
        public string? Site { get; init; }
    }
}
