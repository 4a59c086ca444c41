using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

public class TwelveMonthsTests
{
    static readonly Period January = Period.Parse("2026-01");

    [Theory, EveryDatabase]
    public async Task A_pooled_customers_year_with_a_missed_month_and_a_new_price(TestDatabase database)
    {
        Level[] levels = [new Level { From = 0, UnitCharge = 0.05m }, new Level { From = 10001, UnitCharge = 0.04m }];
        var terms = DealerBook.Pool(["M1", "M2", "M3"], 500, 3000, levels);
        terms = terms with { Items = [terms.Items[0] with { Fees = [new Fee { Type = "Insurance", Amount = 300 }] }, .. terms.Items.Skip(1)] };
        var dearer = terms with
        {
            From = Period.Parse("2026-07"),
            AggregateMeters = [terms.AggregateMeters[0] with { MinBilling = 550, Levels = [levels[0] with { UnitCharge = 0.055m }, levels[1] with { UnitCharge = 0.044m }] }],
        };
        await new DealerBook().Customer("CUST-A")
            .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", [terms, dearer]).Import(database);

        var year = new Year(database);
        var counters = new Dictionary<string, long> { ["M1"] = 1000, ["M2"] = 1000, ["M3"] = 1000 };
        for (var month = 0; month < 12; month++)
        {
            var period = January.AddMonths(month);
            var (step, missed) = (month, month == 4);
            await year.Month(period, async () =>
            {
                var book = new DealerBook();
                foreach (var (machine, copies) in new (string, long)[] { ("M1", 800 + 100 * step), ("M2", 900), ("M3", step == 2 ? 11_000 : 1_300) })
                {
                    counters[machine] += copies;
                    if (!(missed && machine == "M2")) // nobody read it in May
                        book.Reading(machine, "Mono", Day(period.LastDay), counters[machine]);
                }

                await book.Import(database);
            });
            if (!missed)
                await year.Close(period);
        }

        // May was billed with June: nothing of it is left.
        await year.Close(January.AddMonths(4));
        Golden.Matches("pooled-year.txt", year.Told);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_by_machine_customers_year_with_a_reset_and_a_replaced_machine(TestDatabase database)
    {
        var terms = new ContractTerms
        {
            From = January,
            Items =
            [
                Machine("M1", 1000, "2025-12-31"),
                Machine("OLD", 50_000, "2025-12-31") with { Until = new DateOnly(2026, 6, 16) },
                Machine("NEW", 12, "2026-06-16") with { From = new DateOnly(2026, 6, 17) },
            ],
        };
        await new DealerBook().Customer("CUST-B").Machine("M1", "CUST-B", "Mono").Machine("OLD", "CUST-B", "Mono").Machine("NEW", "CUST-B", "Mono")
            .Contract("C2", "CUST-B", terms).Import(database);

        var year = new Year(database);
        var (one, old, fresh) = (1000L, 50_000L, 12L);
        for (var month = 0; month < 12; month++)
        {
            var period = January.AddMonths(month);
            var step = month;
            await year.Month(period, async () =>
            {
                var (book, day) = (new DealerBook(), Day(period.LastDay));
                if (step == 3)
                {
                    // The counter's board was changed on the 10th at 5,200; the new one began at 7 (RD-5).
                    book.Reading("M1", "Mono", "2026-04-10", 5_200, resetTo: 7);
                    one = 7;
                }

                one += 1_400;
                book.Reading("M1", "Mono", day, one);
                if (step < 5)
                    book.Reading("OLD", "Mono", day, old += 2_000);
                else if (step == 5)
                    book.Reading("OLD", "Mono", "2026-06-16", old += 900, source: "final");
                if (step >= 5)
                    book.Reading("NEW", "Mono", day, fresh += 1_100);
                await book.Import(database);
            });
            await year.Close(period);
        }

        Golden.Matches("machine-by-machine-year.txt", year.Told);
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static ContractItem Machine(string serial, long start, string on) => new()
    {
        Machine = serial,
        Fees = [new Fee { Type = "Rental", Amount = 850 }],
        Meters =
        [
            new ItemMeter
            {
                Type = "Mono", StartReading = start, ReadingDate = DateOnly.Parse(on, CultureInfo.InvariantCulture),
                MinBilling = 50, MinQuantity = 1000, Levels = [new Level { From = 0, UnitCharge = 0.06m }],
            },
        ],
    };
}
