using Microsoft.EntityFrameworkCore;
using Platen.Accounting.Suppliers;
using Platen.Audit;
using Platen.Billing;
using Platen.Billing.Delivery;
using Platen.Contracts;
using Platen.Customers;
using Platen.Machines;
using Platen.Readings;

namespace Platen.Data;

/// <summary>
/// The tables as somebody sees them who is limited to their own accounts: only customers that they are the account manager of, and
/// what is of those. Another's is not there, wherever it is asked for. A model of its own: who sees everything pays nothing for it.
/// </summary>
sealed class LimitedDb(Database database, string manager) : Db(database)
{
    /// <summary>The limit's name, so that another beside it, to a branch say, can be lifted and set apart.</summary>
    const string Accounts = "accounts";

    /// <summary>The e-mail address as it is compared.</summary>
    public override string AccountManager { get; } = manager.ToLowerInvariant();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<Customer>().HasQueryFilter(Accounts, customer => customer.AccountManager!.ToLower() == AccountManager);

        model.Entity<Machine>().HasQueryFilter(Accounts, machine => Customers.Any(customer => customer.Id == machine.CustomerId));
        model.Entity<Meter>().HasQueryFilter(Accounts, meter => Machines.Any(machine => machine.Id == meter.MachineId));
        model.Entity<Reading>().HasQueryFilter(Accounts, reading => Meters.Any(meter => meter.Id == reading.MeterId));

        model.Entity<Contract>().HasQueryFilter(Accounts, contract => Customers.Any(customer => customer.Id == contract.CustomerId));
        model.Entity<TermsVersion>().HasQueryFilter(Accounts, terms => Contracts.Any(contract => contract.Id == terms.ContractId));
        model.Entity<ContractMachine>().HasQueryFilter(Accounts, item => Contracts.Any(contract => contract.Id == item.ContractId));
        model.Entity<EscalatedCharge>().HasQueryFilter(Accounts, charge => Contracts.Any(contract => contract.Id == charge.ContractId));
        model.Entity<ContractState>().HasQueryFilter(Accounts, state => Contracts.Any(contract => contract.Id == state.ContractId));

        model.Entity<RunException>().HasQueryFilter(Accounts, exception => Customers.Any(customer => customer.Id == exception.CustomerId));
        model.Entity<Draft>().HasQueryFilter(Accounts, draft => Customers.Any(customer => customer.Id == draft.CustomerId));
        model.Entity<DraftInvoice>().HasQueryFilter(Accounts, invoice => Customers.Any(customer => customer.Id == invoice.CustomerId));
        model.Entity<Invoice>().HasQueryFilter(Accounts, invoice => Customers.Any(customer => customer.Id == invoice.CustomerId));
        model.Entity<PostedLine>().HasQueryFilter(Accounts, line => Invoices.Any(invoice => invoice.Id == line.InvoiceId));
        model.Entity<Delivered>().HasQueryFilter(Accounts, delivered => Invoices.Any(invoice => invoice.Id == delivered.InvoiceId));
        model.Entity<JournalLine>().HasQueryFilter(Accounts, line => Invoices.Any(invoice => invoice.Id == line.InvoiceId));
        model.Entity<BilledCharge>().HasQueryFilter(Accounts, charge => Contracts.Any(contract => contract.Id == charge.ContractId));
        model.Entity<BilledUsage>().HasQueryFilter(Accounts, usage => Contracts.Any(contract => contract.Id == usage.ContractId));
        model.Entity<BilledPrepaid>().HasQueryFilter(Accounts, prepaid => Contracts.Any(contract => contract.Id == prepaid.ContractId));
        model.Entity<Payable>().HasQueryFilter(Accounts, payable => Contracts.Any(contract => contract.Id == payable.ContractId));
        model.Entity<SupplierInvoiceLine>().HasQueryFilter(Accounts, line => Contracts.Any(contract => contract.Id == line.ContractId));
        model.Entity<SupplierInvoice>().HasQueryFilter(Accounts, invoice => SupplierInvoiceLines.Any(line => line.SupplierInvoiceId == invoice.Id));
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
        return person is { OwnAccountsOnly: true } ? new LimitedDb(database, person.Email) : new Db(database);
    }
}
