using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Shops: a group on one monthly invoice, and a copy shop that lives by the copy.</summary>
static class Retail
{
    static readonly Usage Till = new(Season.Shops) { Busy = 80, Growth = 4 };

    public static void Add(Dealer dealer)
    {
        ProteaGroup(dealer);
        CopyShop(dealer);
    }

    static void ProteaGroup(Dealer dealer)
    {
        // Consolidated: a contract for each region, one invoice for all; so none of them may be a pool (M-13).
        var customer = dealer.Customer("PRO001", "Protea Home & Hardware Group", "proteahome",
            but => but with { Consolidated = true });
        Region([EcosysP2040, BrotherL8260], "Sandton", "Rosebank", "Fourways", "Menlyn", "Centurion");
        Region([EcosysP2040, Samsung4080], "Umhlanga", "Pinetown", "Ballito", "Richards Bay", "Hillcrest");
        Region([LaserJet2055, BrotherL8260], "Tyger Valley", "Claremont", "Somerset West", "Paarl");
        Region([SharpMx3570, LaserJet4015], "Head office finance", "Head office buying", "Head office marketing",
            "Distribution centre");
        Sign([dealer.Place(customer, Till, EcosysP2040, "Polokwane"),
            dealer.Place(customer, Till, EcosysP2040, "Mbombela", OpenMonth.Missing[4])]);

        void Region(Model[] models, params string[] places) => Sign(dealer.Fleet(customer, Till, models, places));
        void Sign(IReadOnlyList<Device> shops) => dealer.Sign(customer,
            Alone(shops, Minimum("Mono", "85.00", 800, "0.095"), Each("Colour", "0.87")));
    }

    static void CopyShop(Dealer dealer)
    {
        // The bizhub's six digits ran over in the summer (RD-5); whole-volume rewards the busy month.
        var customer = dealer.Customer("COM001", "Compass Copy & Print", "compasscopy");
        var usage = new Usage(Season.TaxYear) { Busy = 160, Growth = 6 };
        var machines = dealer.Fleet(customer, usage, [Taskalfa6052, Bizhub421], "Counter", "Back room", "Finishing");
        machines = [.. machines,
            dealer.Place(customer, usage with { StartAt = 968420 }, Bizhub421, "Self service", "A0R6027031155")];
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "2800.00", 40000, "0.068", (50001, "0.062"), (70001, "0.055")).WholeVolume(),
            Minimum("Colour", "3900.00", 6000, "0.62", (12001, "0.57")).WholeVolume());
    }
}
