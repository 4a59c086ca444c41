using static Platen.Samples.Calendar;
using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Clinics, a hospital, a dentist, a home for the aged.</summary>
static class Health
{
    static readonly Usage Ward = new(Season.Winter) { Growth = 5 };

    public static void Add(Dealer dealer)
    {
        Thusong(dealer);
        Milpoort(dealer);
        Sunward(dealer);
        Oakfields(dealer);
        Lakeside(dealer);
    }

    static void Thusong(Dealer dealer)
    {
        // A new customer of February 2026.
        var customer = dealer.Customer("THU001", "Thusong Family Clinic", "thusongclinic");
        var machines = dealer.Fleet(customer, Ward with { Since = Day(2026, 1, 31) }, [Samsung4080, EcosysP2040],
            "Reception", "Dispensary", "Sister's desk", "Doctor 1", "Doctor 2");
        dealer.Sign(customer, new Signing { Start = Day(2026, 2, 1) },
            Pooled(machines, "Mono"), Minimum("Mono", "390.00", 4000, "0.092"));
    }

    static void Milpoort(Dealer dealer)
    {
        // The finance company pays the colour pool with its minimum; a board was replaced on 17 April 2026 (RD-5).
        var customer = dealer.Customer("MIL001", "Milpoort Day Hospital", "milpoort");
        var machines = dealer.Fleet(customer, Ward, [LaserJet4015, BrotherL8260, Samsung4080],
            "Admissions", "Theatre 1", "Theatre 2", "Ward A", "Ward B", "Pharmacy", "Stores", "Billing", "Kitchen",
            "Matron", "X-ray");
        var mended = dealer.Place(customer, Ward with { BoardReplaced = Day(2026, 4, 17), Called = Day(2026, 4, 14) },
            Taskalfa6052, "Records", "W2E7730518");
        dealer.Sign(customer, Pooled([.. machines, mended], "Mono", "Colour").WithFee(new Fee("Insurance", "85.00")),
            Minimum("Mono", "1900.00", 20000, "0.087", (40001, "0.08")),
            Minimum("Colour", "2400.00", 3000, "0.75") with { BillTo = Dealer.FinanceCompany });
    }

    static void Sunward(Dealer dealer)
    {
        var customer = dealer.Customer("RAD001", "Sunward Radiology", "sunwardradiology");
        var counted = Ward with { CountCycle = Dealer.Weekly };
        var machines = dealer.Fleet(customer, counted, [EpsonC5790, ColorLaserJet2025], "Reception", "Reporting room",
            "Mammography");
        machines = [.. machines, dealer.Place(customer, counted, ColorLaserJet2025, "Night desk", OpenMonth.NotUsed)];
        dealer.Sign(customer, Alone(machines, Each("Mono", "0.11"), Minimum("Colour", "260.00", 250, "0.94")));
        dealer.Finance("Sunward Radiology, by Kapital", customer, "2250.00", machines);
    }

    static void Oakfields(Dealer dealer)
    {
        var customer = dealer.Customer("ROS001", "Oakfields Dental Studio", "oakfieldsdental");
        var usage = Ward with { Source = "manual" };
        Device[] machines =
        [
            dealer.Place(customer, usage, BrotherDcp9020, "Reception"),
            dealer.Place(customer, usage, ColorLaserJet2025, "Consulting room", OpenMonth.WithDecimals),
        ];
        dealer.Sign(customer,
            Alone(machines, Minimum("Mono", "60.00", 400, "0.12"), Minimum("Colour", "180.00", 180, "0.99")));
    }

    static void Lakeside(Dealer dealer)
    {
        var customer = dealer.Customer("LAK001", "Lakeside Retirement Village", "lakesidevillage");
        var usage = Ward with { Busy = 60, Source = "manual", ReadOn = -2 };
        var machines = dealer.Fleet(customer, usage, [BizhubC224, EcosysP2040], "Office", "Frail care");
        machines = [.. machines, dealer.Place(customer, usage, EcosysP2040, "Clinic", OpenMonth.Missing[0])];
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "0.00", 1000, "0.095"), Each("Colour", "0.92"));
    }
}
