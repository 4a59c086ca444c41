using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Offices with a handful of machines; the first contract is that of seed 002.</summary>
static class SmallOffices
{
    public static void Add(Dealer dealer)
    {
        Meerkat(dealer);
        Albatros(dealer);
        Skybridge(dealer);
        Vukani(dealer);
        Simunye(dealer);
    }

    static void Meerkat(Dealer dealer)
    {
        var customer = dealer.Customer("MEE001", "Meerkat Travel & Tours", "meerkattravel");
        var usage = new Usage(Season.Office) { Busy = 55, Source = "manual", Growth = 6 };
        Device[] machines =
        [
            dealer.Place(customer, usage with { Busy = 90 }, BizhubC224, "Reception", "2020-00018"),
            dealer.Place(customer, usage with { Busy = 25 }, BizhubC224, "Accounts", "2020-00019"),
            dealer.Place(customer, usage with { Busy = 30 }, BizhubC224, "Groups desk", "2020-2314R"),
        ];
        dealer.Sign(customer,
            Pooled(machines, "Mono", "Colour").WithFee(new Fee("Insurance", "300.00"), on: machines[0]),
            Minimum("Mono", "500.00", 3000, "0.05"), Each("Colour", "0.10"));
    }

    static void Albatros(Dealer dealer)
    {
        var customer = dealer.Customer("ALB001", "Albatros Insurance Brokers", "albatrosbrokers");
        var usage = new Usage(Season.Office) { Busy = 80, Growth = 3 };
        var machines = dealer.Fleet(customer, usage, [BrotherL8260, EcosysP2040], "Reception", "Claims",
            "Underwriting", "Short term", "Life desk");
        machines = [.. machines, dealer.Place(customer, usage, EcosysP2040, "Archive", OpenMonth.Backward)];
        dealer.Sign(customer, new Terms
        {
            Escalation = Yearly("8", 9),
            Items = Alone(machines, Minimum("Mono", "120.00", 1000, "0.098"), Each("Colour", "0.89")),
        });
    }

    static void Skybridge(Dealer dealer)
    {
        // In arrears: no technician goes out, but the bills do (L-5).
        var customer = dealer.Customer("SKY001", "Skybridge Contact Centre", "skybridge");
        var machines = dealer.Fleet(customer, new Usage(Season.Office) { Growth = -9 }, [LaserJet4015, Samsung4080],
            "Floor 1", "Floor 2", "Floor 3", "Payroll", "Training", "Quality desk");
        dealer.Sign(customer, new Signing { Status = "hold" },
            Pooled(machines, "Mono"), Minimum("Mono", "1150.00", 12000, "0.088", (25001, "0.079")));
    }

    static void Vukani(Dealer dealer)
    {
        // The old form of a global fee: all of it on the first machine (F-4).
        var customer = dealer.Customer("VUK001", "Vukani Security Services", "vukanisecurity");
        var machines = dealer.Fleet(customer, new Usage(Season.Shifts) { Busy = 70, Source = "manual", ReadOn = -3 },
            [EcosysP2040, BrotherDcp9020],
            "Control room", "Head office", "Roster office", "Armoury", "Sandton post");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour").WithFee(new Fee("Support", "450.00"), on: machines[0]),
            Minimum("Mono", "280.00", 2500, "0.105"), Each("Colour", "0.95"));
    }

    static void Simunye(Dealer dealer)
    {
        var customer = dealer.Customer("SIM001", "Simunye Credit Union", "simunyecu");
        var usage = new Usage(Season.Office) { Growth = 11 };
        var machines = dealer.Fleet(customer, usage, [Samsung4080, LaserJet2055], "Banking hall", "Loans",
            "Back office", "Vault desk", "Krugersdorp branch", "Randfontein branch");
        machines = [.. machines, dealer.Place(customer, usage, BizhubC224, "Manager", OpenMonth.TypedTwice)];
        dealer.Sign(customer, new Terms
        {
            BillingDay = 25,
            Items = Pooled(machines, "Mono", "Colour"),
            AggregateFees = [new Fee("Fleet software", "380.00")],
            AggregateMeters = [Minimum("Mono", "720.00", 8000, "0.0855"), Each("Colour", "0.82")],
        });
        // The folder-inserter is rented without a counter: a contract of fees alone.
        dealer.Sign(customer, new Signing { Type = "rental" },
            [new Item { Location = "Mail room", Fees = [new Fee("Rental", "1450.00")] }]);
    }
}
