using System.Globalization;

namespace Platen.Samples;

/// <summary>The dealer's books as they fill up: customers, machines in the field, contracts.</summary>
sealed class Dealer
{
    public const string FinanceCompany = "KAP001", CopierImporter = "MAG001", SoftwareSupplier = "KIT001";

    readonly List<Customer> _customers = [];
    readonly List<Device> _devices = [];
    readonly List<Contract> _contracts = [];
    readonly Dictionary<string, int> _numbers = [];

    public Dealer()
    {
        _customers.Add(new(FinanceCompany, "Kapital Asset Finance Ltd") { Roles = ["finance-company"], Email = "rentals@kapital.example" });
        _customers.Add(new(CopierImporter, "Magalies Copier Imports (Pty) Ltd") { Roles = ["supplier"], Email = "debtors@magaliescopier.example" });
        _customers.Add(new(SoftwareSupplier, "Kite Document Software CC") { Roles = ["supplier"], Email = "accounts@kitedocs.example" });
    }

    public IReadOnlyList<Customer> Customers => _customers;
    public IReadOnlyList<Device> Devices => _devices;
    public IReadOnlyList<Contract> Contracts => _contracts;

    public Book Book() => new(
        new Company("Rooikrans Office Technology (Pty) Ltd", "ZAR", FinancialYearEndMonth: 2, TaxRate: "15"),
        _customers,
        [.. _devices.Select(device => device.Machine)],
        _contracts,
        [.. _devices.SelectMany(device => device.Counters).SelectMany(counter => counter.Readings)]);

    /// <summary>A customer; the mailbox and the account manager follow from the name.</summary>
    public Customer Customer(string code, string name, string mailbox, Func<Customer, Customer>? also = null)
    {
        string[] managers = ["lerato", "johan", "priya", "sipho"];
        var customer = new Customer(code, name)
        {
            AccountManager = $"{managers[new Dice(code).Roll(0, 3)]}@rooikrans.example",
            Email = $"accounts@{mailbox}.example",
        };
        customer = also?.Invoke(customer) ?? customer;
        _customers.Add(customer);
        return customer;
    }

    /// <summary>Machines at a customer's, one at each place, the models taken in turn.</summary>
    public IReadOnlyList<Device> Fleet(Customer customer, Usage usage, IReadOnlyList<Model> models, params string[] places) =>
        [.. places.Select((place, index) => Place(customer, usage, models[index % models.Count], place))];

    /// <summary>One machine; its serial is made up from the model's form unless the story names it.</summary>
    public Device Place(Customer customer, Usage usage, Model model, string place, string? serial = null)
    {
        serial ??= new Dice($"{customer.Code} {place} {model.PartCode}").Serial(model.SerialForm);
        var device = new Device(serial, model, customer.Code, place, usage);
        _devices.Add(device);
        return device;
    }

    /// <summary>A contract from the start of the history for three years, numbered in its type's series.</summary>
    public void Sign(Customer customer, params Terms[] terms) => Sign(customer, contract => contract, terms);

    public void Sign(Customer customer, Func<Contract, Contract> but, params Terms[] terms)
    {
        var contract = but(new Contract("", customer.Code, "cost-per-copy", "active", Calendar.Start.AddDays(1), Calendar.Day(2028, 10, 31)) { Terms = terms });
        var prefix = contract.Type == "rental" ? "REN" : "CPC";
        _numbers[prefix] = _numbers.GetValueOrDefault(prefix) + 1;
        _contracts.Add(contract with { Number = string.Create(CultureInfo.InvariantCulture, $"{prefix}{_numbers[prefix]:D7}") });
    }
}
