using static Platen.Samples.Calendar;
using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>A mine and its contractors, brewers, brick makers, carriers, farmers.</summary>
static class Industry
{
    public static void Add(Dealer dealer)
    {
        Kliprand(dealer);
        ShaftEngineers(dealer);
        Highpoint(dealer);
        Condor(dealer);
        BricksAndBeer(dealer);
        Farmers(dealer);
    }

    static void Kliprand(Dealer dealer)
    {
        // The rentals are financed: the finance company is invoiced for them (B-1). Far away, so travel is charged for.
        var customer = dealer.Customer("KLI001", "Kliprand Platinum Mine", "kliprandmine");
        var usage = new Usage(Season.Shifts) { Growth = 2 };
        var machines = dealer.Fleet(customer, usage, [Taskalfa3011, Taskalfa4053, LaserJet4015, RicohMpC3002],
            "Shaft 1 lamp room", "Shaft 1 planning", "Shaft 2 planning", "Survey", "Geology", "Ventilation", "Safety",
            "Concentrator", "Smelter", "Assay laboratory", "Stores", "Procurement", "Time office", "HR",
            "Training centre", "Hospital", "Hostel", "Security", "Rail siding", "Engineering", "Environmental",
            "Mine manager", "Community office");
        // Nobody could go underground at the end of July 2026: an estimate, trued up by August's reading (RD-8).
        var underground = dealer.Place(customer, usage with { Estimated = Day(2026, 7, 31) }, LaserJet4015,
            "Shaft 2 lamp room", "CNFZ318846");
        var rental = new Fee("Rental", "890.00") { BillTo = Dealer.FinanceCompany };
        dealer.Sign(customer, new Terms
        {
            Escalation = Yearly("6", 9),
            Items = [.. Pooled([.. machines, underground], "Mono", "Colour", "A3").WithFee(rental)
                .Select(item => item with { SlaHours = 12, TravelRadius = 60, TravelChargeRate = "6.50" })],
            AggregateMeters =
            [
                Minimum("Mono", "4800.00", 60000, "0.076", (90001, "0.07")),
                Minimum("Colour", "3500.00", 5000, "0.68", (20001, "0.63")),
                Minimum("A3", "0.00", 1000, "0.24"),
            ],
        });
    }

    static void ShaftEngineers(Dealer dealer)
    {
        var customer = dealer.Customer("BLY001", "Shosholoza Shaft Engineering", "shosholozashaft");
        var machines = dealer.Fleet(customer, new Usage(Season.Shifts) { Busy = 70 }, [Taskalfa3011, Samsung4080],
            "Drawing office", "Tenders", "Workshop", "Stores", "Quality", "Accounts", "Site A", "Site B");
        var items = Alone(machines, Minimum("Mono", "210.00", 2000, "0.093"), Each("A3", "0.28", (801, "0.25")));
        dealer.Sign(customer, items.WithFee(new Fee("Rental", "410.00")));
    }

    static void Highpoint(Dealer dealer)
    {
        // Prices agreed anew from March 2026: a second version of the terms. Two machines joined in June.
        var customer = dealer.Customer("HIG001", "Highpoint Logistics", "highpointlogistics");
        var usage = new Usage(Season.Shops) { Growth = 14 };
        var machines = dealer.Fleet(customer, usage, [LaserJet4015, EcosysP2040, LexmarkX792],
            "Dispatch", "Receiving", "Customs desk", "Fleet control", "Accounts", "HR", "City Deep depot",
            "Isando depot", "Durban depot", "Gqeberha depot");
        var joined = dealer.Fleet(customer, usage with { Since = Day(2026, 5, 31) }, [LaserJet4015],
            "Bloemfontein depot", "Polokwane depot");
        dealer.Sign(customer,
            new Terms
            {
                Items = Pooled(machines, "Mono", "Colour"),
                AggregateMeters = [Minimum("Mono", "1500.00", 15000, "0.092"), Each("Colour", "0.88")],
            },
            new Terms
            {
                From = "2026-03",
                Items = Pooled([.. machines, .. joined], "Mono", "Colour"),
                AggregateMeters =
                [
                    Minimum("Mono", "1620.00", 16000, "0.089", (24001, "0.081")),
                    Each("Colour", "0.84"),
                ],
            });
    }

    static void Condor(Dealer dealer)
    {
        // One machine was taken back at the end of August 2026, with a final reading.
        var customer = dealer.Customer("CON001", "Condor Freight Forwarders", "condorfreight");
        var usage = new Usage(Season.Shops) { Growth = -4 };
        var machines = dealer.Fleet(customer, usage, [BrotherL8260, LaserJet2055], "Air freight", "Sea freight",
            "Clearing", "Accounts", "Imports and exports");
        var gone = dealer.Place(customer, usage with { Until = Day(2026, 8, 31) }, LaserJet2055, "Lanseria office");
        dealer.Sign(customer,
            Alone([.. machines, gone], Minimum("Mono", "110.00", 1000, "0.1"), Each("Colour", "0.9")));
    }

    static void BricksAndBeer(Dealer dealer)
    {
        // Flat amount and every copy besides: unusual, and warned of when the terms are saved (M-7).
        var customer = dealer.Customer("LIM001", "Olifants Bricks & Tiles", "olifantsbricks");
        var machines = dealer.Fleet(customer, new Usage(Season.Shifts) { Busy = 60, Growth = -7 },
            [EcosysP2040, BrotherL8260],
            "Weighbridge", "Sales", "Kiln office", "Accounts", "Yard", "Dispatch");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "250.00", 0, "0.05"), Each("Colour", "0.9"));

        customer = dealer.Customer("MAR001", "Marula Brewing Company", "marulabrewing");
        machines = dealer.Fleet(customer, new Usage(Season.Shops) { Growth = 6 },
            [SharpMx3570, LaserJet2055, EpsonC5790],
            "Reception", "Brewhouse", "Bottling", "Laboratory", "Marketing", "Finance", "Tap room");
        var insurance = new Fee("Insurance", "62.50") { Until = Day(2026, 6, 30) };
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour").WithFee(insurance),
            Minimum("Mono", "640.00", 7000, "0.0885"), Minimum("Colour", "1200.00", 1500, "0.79"));
    }

    static void Farmers(Dealer dealer)
    {
        // Billed every three months: November to January first, in January (C-2).
        var customer = dealer.Customer("SAV001", "Savanna Grain Co-operative", "savannagrain");
        var machines = dealer.Fleet(customer, new Usage(Season.Harvest) { Growth = 2 },
            [LaserJet4015, EcosysP2040, BrotherL8260],
            "Head office", "Members' desk", "Silo Delmas", "Silo Leandra", "Silo Kinross", "Laboratory", "Trading",
            "Weighbridge", "Stores", "Accounts");
        dealer.Sign(customer, new Terms
        {
            CycleMonths = 3,
            BillingPeriod = 11,
            Items = Pooled(machines, "Mono", "Colour"),
            AggregateFees = [new Fee("Support", "1950.00")],
            AggregateMeters = [Minimum("Mono", "3300.00", 36000, "0.089", (60001, "0.081")), Each("Colour", "0.86")],
        });

        customer = dealer.Customer("BOE001", "Groenvlei Boerdery", "groenvlei");
        var usage = new Usage(Season.Harvest) { Busy = 50, Source = "manual", ReadOn = 2 };
        Device[] farm =
        [
            dealer.Place(customer, usage, BrotherDcp9020, "Plaaskantoor", OpenMonth.Missing[2]),
            dealer.Place(customer, usage, EcosysP2040, "Pakhuis", OpenMonth.Missing[3]),
        ];
        dealer.Sign(customer, Alone(farm, Minimum("Mono", "75.00", 500, "0.13"), Each("Colour", "1.05")));
    }
}
