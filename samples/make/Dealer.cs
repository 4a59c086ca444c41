using System.Globalization;

namespace Platen.Samples;

/// <summary>The dealer's books as they fill up: customers, machines in the field, contracts.</summary>
sealed class Dealer
{
    /// <summary>The count cycle of machines that are looked at every Monday.</summary>
    public const string Weekly = "Weekly";

    public const string FinanceCompany = "KAP001", CopierImporter = "MAG001", SoftwareSupplier = "KIT001";

    readonly List<Customer> _customers = [];
    readonly List<Device> _devices = [];
    readonly List<Contract> _contracts = [];
    readonly List<ChargeGroup> _groups = [];
    readonly Dictionary<string, int> _numbers = [];

    public Dealer()
    {
        Partner(FinanceCompany, "Kapital Asset Finance Ltd", "finance-company", "rentals@kapital.example");
        Partner(CopierImporter, "Magalies Copier Imports (Pty) Ltd", "supplier", "debtors@magaliescopier.example");
        Partner(SoftwareSupplier, "Kite Document Software CC", "supplier", "accounts@kitedocs.example");

        void Partner(string code, string name, string role, string email) =>
            _customers.Add(new(code, name) { Roles = [role], Email = email, Addresses = [Streets.Office(code)] });
    }

    public IReadOnlyList<Customer> Customers => _customers;
    public IReadOnlyList<Device> Devices => _devices;
    public IReadOnlyList<Contract> Contracts => _contracts;

    public Book Book() => new(
        new Company("Rooikrans Office Technology (Pty) Ltd", "ZAR", FinancialYearEndMonth: 2, TaxRate: "15"),
        [new ProductCategory("MPS", "Managed print services", "revenue:managed-print", "expenses:managed-print", "assets:stock:sold", "assets:stock:purchased", "percent", "62")],
        [new Product("MPSFIN", "Managed print, a month", "MPS")],
        [new CountCycle(Weekly, "weekly", new DateOnly(2025, 11, 3))],
        [new RunSet("Mondays", Weekly)],
        _customers,
        [.. _devices.Select(device => device.Machine)],
        _contracts,
        [.. _devices.SelectMany(device => device.Counters).SelectMany(counter => counter.Readings)],
        _groups);

    /// <summary>A customer; the mailbox and the account manager follow from the name.</summary>
    public Customer Customer(string code, string name, string mailbox, Func<Customer, Customer>? also = null)
    {
        string[] managers = ["lerato", "johan", "priya", "sipho"];
        var customer = new Customer(code, name)
        {
            AccountManager = $"{managers[new Dice(code).Roll(0, 3)]}@rooikrans.example",
            Email = $"accounts@{mailbox}.example",
            Addresses = [Streets.Office(code)],
        };
        customer = also?.Invoke(customer) ?? customer;
        _customers.Add(customer);
        return customer;
    }

    /// <summary>Machines at a customer's, one at each place, the models taken in turn.</summary>
    public IReadOnlyList<Device> Fleet(
        Customer customer, Usage usage, IReadOnlyList<Model> models, params string[] places) =>
        [.. places.Select((place, index) => Place(customer, usage, models[index % models.Count], place))];

    /// <summary>One machine; its serial is made up from the model's form unless the story names it.</summary>
    public Device Place(Customer customer, Usage usage, Model model, string place, string? serial = null)
    {
        serial ??= new Dice($"{customer.Code} {place} {model.PartCode}").Serial(model.SerialForm);
        var device = new Device(serial, model, customer.Code, place, usage);
        _devices.Add(device);
        return device;
    }

    /// <summary>A contract with nothing out of the ordinary: its items, and the prices of its pools if any.</summary>
    public void Sign(Customer customer, IReadOnlyList<Item> items, params PoolMeter[] pools) =>
        Sign(customer, new Signing(), items, pools);

    public void Sign(Customer customer, Signing signing, IReadOnlyList<Item> items, params PoolMeter[] pools) =>
        Sign(customer, signing, new Terms { Items = items, AggregateMeters = pools is [] ? null : pools });

    public void Sign(Customer customer, params Terms[] versions) => Sign(customer, new Signing(), versions);

    /// <summary>A customer's machines that the finance company pays for, up to a limit a month; the customer the rest, each quarter.</summary>
    public void Finance(string name, Customer customer, string limit, IEnumerable<Device> machines) =>
        _groups.Add(new ChargeGroup(name, "2025-11", customer.Code, FinanceCompany, 3, limit, "MPSFIN") { Machines = [.. machines.Select(device => device.Machine.Serial)] });

    /// <summary>A contract, numbered in its type's series; the first version of its terms bills from its start.</summary>
    public void Sign(Customer customer, Signing signing, params Terms[] versions)
    {
        var prefix = signing.Type switch { "rental" => "REN", "prepaid" => "PPC", _ => "CPC" };
        var count = _numbers[prefix] = _numbers.GetValueOrDefault(prefix) + 1;
        var number = string.Create(CultureInfo.InvariantCulture, $"{prefix}{count:D7}");
        var from = signing.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        _contracts.Add(new Contract(number, customer.Code, signing.Type, signing.Status, signing.Start, signing.End)
        {
            Terms = [.. versions.Select(version => version with { From = version.From ?? from })],
        });
    }
}
