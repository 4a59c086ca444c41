using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>A municipality: the largest pool, with many machines in many places.</summary>
static class PublicSector
{
    static readonly Usage Offices = new(Season.Office) { Growth = 3 };

    public static void Add(Dealer dealer)
    {
        var customer = dealer.Customer("SED001", "Sediba Local Municipality", "sediba-lm");
        var machines = dealer.Fleet(customer, Offices,
            [SharpMx3570, LaserJet4015, SharpMx266, LaserJet2055, AltaLinkC8045],
            "Mayor's office", "Municipal manager", "Council support", "Committee room", "Legal", "Rates hall",
            "Revenue", "Expenditure", "Supply chain", "Budget office", "Payroll", "HR", "Training", "Town planning",
            "Building control", "Roads", "Water", "Electricity", "Fleet yard", "Parks", "Library Sediba",
            "Library Molapo", "Clinic liaison", "Traffic", "Licensing", "Fire station", "Disaster centre", "Tourism",
            "Housing");
        var missing = dealer.Place(customer, Offices, LaserJet4015, "Landfill office", OpenMonth.Missing[1]);
        const string supplier = Dealer.SoftwareSupplier;
        var software = new Fee("Fleet software", "1650.00") { Supplier = supplier, FinanceAmount = "1100.00" };
        dealer.Sign(customer, new Terms
        {
            BillingDay = 28,
            Escalation = Yearly("5.5", 5),
            Items = [.. Pooled([.. machines, missing], "Mono", "Colour", "Scan"), ServerRoom],
            AggregateFees = [software],
            AggregateMeters =
            [
                Minimum("Mono", "3900.00", 50000, "0.078", (75001, "0.0715"), (90001, "0.065")),
                Each("Colour", "0.69", (15001, "0.64")),
                Minimum("Scan", "0.00", 25000, "0.008"),
            ],
        });
    }

    // A place, not a machine: it has a fee and no meters (M-16).
    static Item ServerRoom => new() { Location = "Server room", Fees = [new Fee("Support", "950.00")], SlaHours = 8 };
}
