using static Platen.Samples.Calendar;
using static Platen.Samples.Catalogue;
using static Platen.Samples.Deal;

namespace Platen.Samples.Accounts;

/// <summary>Schools and a college: busy before examinations, quiet in the holidays.</summary>
static class Schools
{
    static readonly Usage Term = new(Season.School) { Growth = 4 };

    public static void Add(Dealer dealer)
    {
        Jacaranda(dealer);
        Vaalrand(dealer);
        StCecilia(dealer);
        Letsatsi(dealer);
        Tshepo(dealer);
        Marula(dealer);
        Protea(dealer);
    }

    static void Jacaranda(Dealer dealer)
    {
        var customer = dealer.Customer("JAC001", "Jacaranda Primary School", "jacarandaprimary");
        var machines = dealer.Fleet(customer, Term, [SharpMx266, EcosysP2040, EcosysP2040],
            "Staff room", "Office", "Principal", "Foundation phase", "Library", "Grade 4 block", "Grade 6 block",
            "Aftercare");
        dealer.Sign(customer, Pooled(machines, "Mono"),
            Minimum("Mono", "900.00", 10000, "0.082", (20001, "0.074"), (40001, "0.066")));
    }

    static void Vaalrand(Dealer dealer)
    {
        // Whole-volume: a busy month makes every copy above the minimum cheaper (M-8).
        var customer = dealer.Customer("HOE001", "Hoërskool Vaalrand", "vaalrand");
        var machines = dealer.Fleet(customer, Term with { Busy = 110 },
            [SharpMx266, SharpMx3570, LaserJet4015, EcosysP2040],
            "Personeelkamer", "Kantoor", "Rekenaarsentrum", "Biblioteek", "Wiskunde", "Wetenskap", "Tale", "Koshuis",
            "Sportkantoor", "Hoof", "Eksamenkamer", "Drukkery");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "1400.00", 18000, "0.079", (30001, "0.071"), (45001, "0.064")).WholeVolume(),
            Each("Colour", "0.78"));
    }

    static void StCecilia(Dealer dealer)
    {
        var customer = dealer.Customer("STC001", "St Cecilia's College", "stcecilias");
        var machines = dealer.Fleet(customer, Term with { Growth = 9 },
            [Taskalfa4053, BrotherL8260, SharpMx3570, LaserJet2055],
            "Reception", "Bursar", "Staff room", "Music school", "Art studio", "Science block", "Library",
            "Boarding house", "Chapel office", "Junior school");
        dealer.Sign(customer, new Terms
        {
            Escalation = Yearly("7.5", 11),
            Items = Pooled(machines, "Mono", "Colour").WithFee(new Fee("Rental", "640.00")),
            AggregateFees = [new Fee("Fleet software", "520.00")],
            AggregateMeters =
            [
                Minimum("Mono", "850.00", 10000, "0.084"),
                Minimum("Colour", "1500.00", 2000, "0.72", (6001, "0.66")),
            ],
        });
    }

    static void Letsatsi(Dealer dealer)
    {
        // A trust pays for the black and white copies; the school for colour (M-14).
        var trust = dealer.Customer("PBT001", "Platinum Belt Education Trust", "pbeducation");
        var customer = dealer.Customer("LET001", "Letsatsi Combined School", "letsatsischool");
        var machines = dealer.Fleet(customer, Term with { Source = "manual", ReadOn = -4 }, [SharpMx266, BrotherL8260],
            "Office", "Staff room", "Science lab", "Library", "Grade R", "Hall");
        dealer.Sign(customer, Pooled(machines, "Mono", "Colour"),
            Minimum("Mono", "600.00", 7500, "0.075") with { BillTo = trust.Code }, Each("Colour", "0.85"));
    }

    static void Marula(Dealer dealer)
    {
        // Two years of black and white paid for ahead; at this pace they are used up before.
        var customer = dealer.Customer("MRL001", "Marula Ridge Academy", "marularidge");
        var machines = dealer.Fleet(customer, Term with { Growth = 12 }, [SharpMx3570, EcosysP2040], "Reception", "Staff room", "Exam room", "Library");
        dealer.Sign(customer, new Signing { Type = "prepaid" }, new Terms
        {
            EnforceAuthorisation = true,
            Items = Pooled(machines, "Mono", "Colour").WithFee(new Fee("Rental", "780.00"), on: machines[0]),
            AggregateMeters = [Minimum("Mono", "620.00", 7000, "0.088", (14001, "0.081")), Each("Colour", "0.81")],
            Prepaid = [new("Mono", Day(2025, 11, 1), Day(2027, 10, 31), 150_000)],
        });
    }

    static void Protea(Dealer dealer)
    {
        // A year's colour was used up in nine months, and the pool's prices apply since.
        var customer = dealer.Customer("PHP001", "Protea Heights Pre-school", "proteaheights");
        var machines = dealer.Fleet(customer, Term, [BrotherL8260], "Office", "Creche");
        dealer.Sign(customer, new Signing { Type = "prepaid" }, new Terms
        {
            EnforceAuthorisation = true,
            Items = Pooled(machines, "Mono", "Colour"),
            AggregateMeters = [Each("Mono", "0.11"), Minimum("Colour", "240.00", 300, "0.92")],
            Prepaid = [new("Colour", Day(2025, 11, 1), Day(2026, 10, 31), 5_500)],
        });
    }

    static void Tshepo(Dealer dealer)
    {
        // Back to back: the importer owns the machines and is owed a part of the minimum and of every copy (B-3).
        var customer = dealer.Customer("TSH001", "Tshepo TVET College", "tshepocollege");
        var machines = dealer.Fleet(customer, Term with { Busy = 120, Growth = 7 },
            [RicohMpC3002, LaserJet4015, SharpMx266, EcosysP2040],
            "Admissions", "Finance", "Exams office", "Print room", "Engineering campus", "Business campus", "Library",
            "Student affairs", "Hospitality school", "Workshop", "Lecturers A", "Lecturers B", "Lecturers C",
            "Lecturers D", "HR", "Principal");
        const string importer = Dealer.CopierImporter;
        var rental = new Fee("Rental", "2850.00") { Supplier = importer, FinanceAmount = "2400.00" };
        dealer.Sign(customer, new Terms
        {
            Items = Pooled(machines, "Mono", "Colour").WithFee(rental, on: machines[3]),
            AggregateMeters =
            [
                Minimum("Mono", "2600.00", 32000, "0.08", (60001, "0.07"))
                    .BackToBack(importer, "1560.00", "0.048", "0.045"),
                Each("Colour", "0.74").BackToBack(importer, null, "0.45"),
            ],
        });
    }
}
