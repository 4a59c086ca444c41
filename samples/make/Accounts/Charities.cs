using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Not for profit: one of them over the border, billed in dollars.</summary>
static class Charities
{
    public static void Add(Dealer dealer)
    {
        var customer = dealer.Customer("UBU001", "Ubuntu Food Relief NPC", "ubuntufood");
        var machines = dealer.Fleet(customer, new Usage(Season.Winter) { Busy = 60, Growth = 8 },
            [Samsung4080, BrotherDcp9020],
            "Warehouse", "Donor office", "Field desk", "Director");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "180.00", 2500, "0.072"), Each("Colour", "0.7"));

        // The old LaserJet's counter has 16 bits: it began again after 65,535 (RD-5).
        customer = dealer.Customer("KAR001", "Karoo Heritage Trust", "karooheritage");
        var usage = new Usage(Season.Office) { Busy = 70, Source = "manual" };
        machines = dealer.Fleet(customer, usage, [BrotherDcp9020], "Museum shop", "Archive");
        machines = [.. machines,
            dealer.Place(customer, usage with { Busy = 100, StartAt = 65188 }, LaserJet2100, "Curator", "FRGX408771")];
        dealer.Sign(customer, Alone(machines, Each("Mono", "0.14"), Each("Colour", "1.1")));

        // In Gaborone: in dollars at a rate agreed in the contract, and zero-rated as an export (T-1, T-2).
        customer = dealer.Customer("OKA001", "Okavango Wildlife Fund", "okavangofund",
            but => but with { Currency = "USD" });
        machines = dealer.Fleet(customer, new Usage(Season.Office) { Busy = 70, Growth = 10 },
            [AltaLinkC8045, BrotherL8260],
            "Gaborone office", "Maun office", "Research", "Grants", "Rangers' desk");
        dealer.Sign(customer, new Terms
        {
            Currency = "USD",
            ExchangeRate = "17.85",
            TaxRate = "0",
            Items = Pooled(machines, "Mono", "Colour"),
            AggregateMeters = [Minimum("Mono", "60.00", 5000, "0.011"), Each("Colour", "0.075")],
        });
    }
}
