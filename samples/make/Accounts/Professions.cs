using static Platen.Samples.Calendar;
using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Attorneys, accountants, architects, designers.</summary>
static class Professions
{
    public static void Add(Dealer dealer)
    {
        Ndlovu(dealer);
        VanReenen(dealer);
        Advocates(dealer);
        Accountants(dealer);
        Architects(dealer);
        Designers(dealer);
    }

    static void Ndlovu(Dealer dealer)
    {
        // Scans are billed too: whole files of paper are scanned for the court's portal.
        var customer = dealer.Customer("NDL001", "Ndlovu Mabaso Attorneys Inc", "ndlovumabaso");
        var machines = dealer.Fleet(customer, new Usage(Season.Office) { Growth = 5 },
            [Taskalfa4053, LaserJet2055, AltaLinkC8045],
            "Reception", "Conveyancing", "Litigation", "Estates", "Family law", "Accounts", "Boardroom", "Archive",
            "Partners", "Registry");
        dealer.Sign(customer, new Terms
        {
            BillingDay = 25,
            Items = Pooled(machines, "Mono", "Colour", "Scan"),
            AggregateMeters =
            [
                Minimum("Mono", "1250.00", 12000, "0.095"), Each("Colour", "0.88"),
                Minimum("Scan", "0.00", 20000, "0.012"),
            ],
        });
    }

    static void VanReenen(Dealer dealer)
    {
        // One machine was replaced on 27 May 2026: its item ends, another begins (RD-5).
        var customer = dealer.Customer("VRE001", "Van Reenen & Botes Inc", "vanreenenbotes");
        var usage = new Usage(Season.Office) { Growth = 2 };
        var machines = dealer.Fleet(customer, usage, [RicohMpC3002, LaserJet2055], "Reception", "Deeds office",
            "Litigation", "Estates", "Bookkeeper");
        var changed = Day(2026, 5, 27);
        var old = dealer.Place(customer, usage with { Busy = 130, Until = changed }, RicohMpC2050, "Partners' floor",
            "V2399410062");
        var successor = dealer.Place(customer, usage with { Busy = 65, Since = changed, StartAt = 214 }, RicohMpC3002,
            "Partners' floor", "W497KC20815");
        dealer.Sign(customer, new Terms
        {
            Escalation = Yearly("6", 9),
            Items = Alone([.. machines, old, successor], Minimum("Mono", "240.00", 2000, "0.105", (6001, "0.092")),
                Each("Colour", "0.91")),
        });
    }

    static void Advocates(Dealer dealer)
    {
        // Every advocate pays for the machine in chambers: an invoice for each.
        var customer = dealer.Customer("KHU001", "Khumalo Naidoo Chambers", "kn-chambers",
            but => but with { InvoicePerMachine = true });
        var machines = dealer.Fleet(customer, new Usage(Season.Office) { Busy = 75 }, [BrotherL8260, EpsonC5790],
            "Adv Khumalo", "Adv Naidoo", "Adv Steyn", "Adv Mokgadi", "Library");
        dealer.Sign(customer, Alone(machines, Minimum("Mono", "95.00", 500, "0.12"), Each("Colour", "0.98")));
    }

    static void Accountants(Dealer dealer)
    {
        var customer = dealer.Customer("ACC001", "Bergsig Chartered Accountants", "bergsigca");
        var usage = new Usage(Season.TaxYear) { Growth = 3 };
        var machines = dealer.Fleet(customer, usage, [SharpMx3570, LaserJet2055], "Reception", "Tax", "Audit pool",
            "Secretarial", "Payroll bureau", "Archive");
        machines = [.. machines, dealer.Place(customer, usage, BizhubC554, "Print corner", OpenMonth.ColourMissing)];
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "1100.00", 12000, "0.086", (24001, "0.078")), Each("Colour", "0.79", (5001, "0.74")));

        customer = dealer.Customer("PIL001", "Pillay & Associates Auditors", "pillayaudit");
        machines = dealer.Fleet(customer, usage with { Source = "manual", ReadOn = 2 }, [Samsung4080, BrotherDcp9020],
            "Reception", "Audit", "Tax", "Partner");
        dealer.Sign(customer, Alone(machines, Each("Mono", "0.115", (2001, "0.099")), Each("Colour", "0.96")));
    }

    static void Architects(Dealer dealer)
    {
        // The rising levels of seed 003, on plans: the more A3 sheets, the dearer.
        var customer = dealer.Customer("GRO001", "Grootfontein Architects", "grootfontein");
        var machines = dealer.Fleet(customer, new Usage(Season.Office) { Busy = 60 }, [Taskalfa3011, BizhubC224],
            "Studio", "Reception", "Plan room", "Model shop");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour", "A3"),
            Each("Mono", "0.09"), Each("Colour", "0.86"),
            Minimum("A3", "500.00", 500, "0.50", (1001, "0.60"), (2501, "0.70")));
    }

    static void Designers(Dealer dealer)
    {
        // Signed in April 2026; a one-off fee for the colour profile, in one month only (F-2).
        var customer = dealer.Customer("PIX001", "Pixel & Ink Design Studio", "pixelink");
        var usage = new Usage(Season.Office) { Growth = 12, Since = Day(2026, 3, 31) };
        var machines = dealer.Fleet(customer, usage, [BizhubC554, EpsonC5790], "Studio", "Proofing", "Front desk");
        var setUp = new Fee("Set-up", "1800.00") { From = Day(2026, 4, 1), Until = Day(2026, 4, 30) };
        dealer.Sign(customer, new Signing { Start = Day(2026, 4, 1) },
            Pooled(machines, "Mono", "Colour").WithFee(setUp, on: machines[0]),
            Each("Mono", "0.11"),
            Minimum("Colour", "1300.00", 1500, "0.82", (4001, "0.76"), (8001, "0.69")).WholeVolume());
    }
}
