using static Platen.Samples.Calendar;
using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Contracts that are not in the ordinary state (L-1, L-5, L-7), and machines on no contract.</summary>
static class ByStatus
{
    static readonly Usage JustSigned = new(Season.Office) { Since = Day(2026, 10, 31) };

    public static void Add(Dealer dealer)
    {
        Suspended(dealer);
        New(dealer);
        Released(dealer);
        Closed(dealer);
        OnNoContract(dealer);
    }

    static void Suspended(Dealer dealer)
    {
        // The lodge rebuilds after a fire: signed for August, not billed until it opens.
        var customer = dealer.Customer("WIL001", "Wildebeest River Lodge", "wildebeestlodge");
        var usage = new Usage(Season.Shops) { Busy = 30, Since = Day(2026, 7, 31) };
        var machines = dealer.Fleet(customer, usage, [BrotherL8260, EcosysP2040], "Front desk", "Kitchen office",
            "Manager");
        dealer.Sign(customer, new Signing { Status = "suspended", Start = Day(2026, 8, 1) },
            Alone(machines, Minimum("Mono", "95.00", 800, "0.11"), Each("Colour", "0.95")));
    }

    static void New(Dealer dealer)
    {
        var customer = dealer.Customer("BAR001", "Barberry Pharmacies", "barberrypharmacy");
        var machines = dealer.Fleet(customer, JustSigned, [Samsung4080], "Benoni", "Boksburg", "Springs",
            "Head office");
        dealer.Sign(customer, new Signing { Status = "new", Start = OpenMonthBegins },
            Pooled(machines, "Mono"), Minimum("Mono", "420.00", 4500, "0.091"));
    }

    static void Released(Dealer dealer)
    {
        // Waits for approval: until then it is not billed, and the run says so.
        var customer = dealer.Customer("NAL001", "Naledi Community Radio", "naledifm");
        var machines = dealer.Fleet(customer, JustSigned, [EpsonC5790], "Studio", "Newsroom");
        dealer.Sign(customer, new Signing { Status = "released", Start = OpenMonthBegins },
            Alone(machines, Each("Mono", "0.11"), Each("Colour", "0.92")));
    }

    static void Closed(Dealer dealer)
    {
        // Its machines went back on 30 June 2026 with final readings.
        var customer = dealer.Customer("QUA001", "Quagga Events & Exhibitions", "quaggaevents");
        var last = Day(2026, 6, 30);
        var machines = dealer.Fleet(customer, new Usage(Season.Shops) { Until = last }, [BrotherL8260, SharpMx266],
            "Office", "Stand store", "Sales");
        dealer.Sign(customer, new Signing { Status = "closed", End = last },
            Pooled(machines, "Mono", "Colour"), Minimum("Mono", "310.00", 3000, "0.096"), Each("Colour", "0.9"));
    }

    static void OnNoContract(Dealer dealer)
    {
        // A loan unit and a machine the customer owns: read, never billed.
        var usage = new Usage(Season.Office) { Busy = 20, Source = "manual" };
        dealer.Place(dealer.Customers.First(customer => customer.Code == "MEE001"), usage, EcosysP2040, "Loan unit");
        dealer.Place(dealer.Customers.First(customer => customer.Code == "GRO001"), usage, ColorLaserJet2025,
            "Director");
    }
}
