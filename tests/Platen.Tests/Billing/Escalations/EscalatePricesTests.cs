using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing.Escalation;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Invoices;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Escalations;

/// <summary>Prices raised on contracts that are billed (X rules).</summary>
public class EscalatePricesTests
{
    static readonly Escalation TenPercentInMarch = new() { Type = EscalationType.Percentage, Amount = 10, Period = 3 };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task T067_The_month_billed_keeps_its_price_and_the_next_has_the_new_one(TestDatabase database)
    {
        var terms = Pooled();
        var item = terms.Items[0] with { Meters = [terms.Items[0].Meters[0] with { ReadingDate = new DateOnly(2027, 1, 31) }] };
        await Dealer([terms with { Items = [item] }]).Reading("M1", "Mono", "2027-02-28", 2000).Reading("M1", "Mono", "2027-03-31", 3000).Import(database);

        var said = await database.Platen("escalate", "2027-03", "--json");

        Assert.Equal(Exit.Done, said.Exit);
        Assert.Equal("1000.00", await Net(database, "2027-02"));
        Assert.Equal("1100.00", await Net(database, "2027-03"));
    }

    [Theory, EveryDatabase]
    public async Task C2_New_prices_do_not_move_a_quarters_cycle(TestDatabase database)
    {
        var terms = Pooled() with { CycleMonths = 3 };
        await Dealer([terms]).Reading("M1", "Mono", "2027-04-30", 2000).Import(database);

        await database.Platen("escalate", "2027-03");

        Assert.Contains("\"invoices\": []", (await database.Platen("bill", "2027-03", "--preview", "--json")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"invoices\": []", (await database.Platen("bill", "2027-04", "--preview", "--json")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task T066_The_same_period_run_again_changes_nothing(TestDatabase database)
    {
        await Dealer().Import(database);
        await database.Platen("escalate", "2027-03");
        var terms = await Terms(database);

        var again = await database.Platen("escalate", "2027-03");

        Assert.Equal((Exit.Done, "No price rises in 2027-03.\n"), (again.Exit, again.Output));
        Assert.Equal(terms, await Terms(database));
    }

    [Theory, EveryDatabase]
    public async Task A_contract_is_escalated_twice_a_year_apart(TestDatabase database)
    {
        await Dealer().Import(database);

        await database.Platen("escalate", "2027-03");
        await database.Platen("escalate", "2028-03");

        Assert.Equal([1000m, 1100m, 1210m], (await Terms(database)).Select(terms => terms.Minimum));
    }

    [Theory, EveryDatabase]
    public async Task A_preview_keeps_nothing_and_says_what_it_is_worth(TestDatabase database)
    {
        await Dealer().Reading("M1", "Mono", "2026-01-31", 2500).Import(database);
        await database.Platen("bill", "2026-01", "--post");

        var preview = JsonDocument.Parse((await database.Platen("escalate", "2027-03", "--preview", "--json")).Output).RootElement;

        // 1,500 copies cost 1,250.00, and 1,375.00 then.
        Assert.Equal("125.00", preview.GetProperty("effect")[0].GetProperty("year").GetString());
        Assert.Equal("preview", preview.GetProperty("state").GetString());
        Assert.Single(await Terms(database));
    }

    [Theory, EveryDatabase]
    public async Task What_was_billed_already_is_left_and_said(TestDatabase database)
    {
        await Dealer().Reading("M1", "Mono", "2027-03-31", 2000).Import(database);
        await database.Platen("bill", "2027-03", "--post");

        var said = await database.Platen("escalate", "2027-03");

        Assert.Equal(Exit.DoneWithExceptions, said.Exit);
        Assert.Contains("billed at the old price already", said.Output, StringComparison.Ordinal);
        Assert.Single(await Terms(database));
    }

    [Theory, EveryDatabase]
    public async Task X5_Out_of_turn_prices_rise_once_under_one_reason(TestDatabase database)
    {
        await Dealer().Import(database);
        string[] asked = ["escalate", "2026-05", "--percent", "4", "--reason", "toner", "--only", "meter"];

        await database.Platen(asked);
        await database.Platen(asked);
        await database.Platen("escalate", "2026-06", "--percent", "4", "--reason", "toner");

        Assert.Equal([1000m, 1040m, 1081.60m], (await Terms(database)).Select(terms => terms.Minimum));
    }

    [Theory, EveryDatabase]
    public async Task Terms_agreed_for_later_follow(TestDatabase database)
    {
        var terms = Pooled();
        await Dealer([terms, terms with { From = Period.Parse("2027-06"), BillingDay = 25 }]).Import(database);

        await database.Platen("escalate", "2027-03");

        Assert.Equal([("2026-01", 1000m), ("2027-03", 1100m), ("2027-06", 1100m)], (await Terms(database)).Select(row => (row.From, row.Minimum)));
    }

    [Theory, EveryDatabase]
    public async Task A_month_left_out_is_told_when_a_later_one_is_raised(TestDatabase database)
    {
        var july = new Escalation { Type = EscalationType.Percentage, Amount = 5, Period = 7 };
        await Dealer().Machine("M2", "CUST-A", "Mono")
            .Contract("CPC0000002", "CUST-A", DealerBook.Pool(["M2"], 200, 0, new Level { From = 0, UnitCharge = 0.1m }) with { Escalation = july }).Import(database);
        await database.Platen("escalate", "2027-03");

        var said = await database.Platen("escalate", "2028-03", "--preview");

        Assert.Contains("2027-07", said.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Two_who_raise_at_once_raise_once(TestDatabase database)
    {
        await Dealer().Import(database);
        var request = new EscalationRequest(Period.Parse("2027-03"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new EscalatePrices(database.Database, database.Trail()).Run(request, null, Stop)));

        Assert.Equal([1000m, 1100m], (await Terms(database)).Select(terms => terms.Minimum));
    }

    [Theory, EveryDatabase]
    public async Task It_needs_no_approval_and_stands_in_the_trail(TestDatabase database)
    {
        await Dealer().Import(database);

        await database.Platen("escalate", "2027-03");

        await using var db = new Db(database.Database);
        Assert.Equal(ContractStatus.Active, (await db.Contracts.SingleAsync(Stop)).Status);
        Assert.True((await db.AuditEntries.SingleAsync(entry => entry.Action == "contract.escalated", Stop)).After!.Contains("\"new\":\"1100", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task The_letters_are_a_page_a_customer(TestDatabase database)
    {
        await Dealer().Import(database);
        await database.Platen("escalate", "2027-03");

        var letters = await new WriteLetters(new Db(database.Database), new FakeTimeProvider(new DateTimeOffset(2027, 2, 26, 9, 0, 0, TimeSpan.Zero))).Run(Period.Parse("2027-03"), null, Stop);

        Golden.Matches("letters.txt", PdfText.Of(letters));
    }

    [Theory, EveryDatabase]
    public async Task X_3_The_page_narrows_the_months_own_as_its_address_says(TestDatabase database)
    {
        await Dealer().Customer("CUST-B").Machine("M2", "CUST-B", "Mono")
            .Contract("CPC0000002", "CUST-B", DealerBook.Alone("M2", fee: 10) with { Escalation = TenPercentInMarch })
            .Machine("M3", "CUST-B", "Mono").Contract("CPC0000003", "CUST-B", DealerBook.Alone("M3", fee: 10) with { From = Period.Parse("2026-06"), Escalation = TenPercentInMarch }, start: "2026-06-01").Import(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        Assert.Equal("12", await Rising(""));
        Assert.Equal("2", await Rising("?contract=CPC0000002"));
        Assert.Equal("2", await Rising("?item=M2"));
        Assert.Equal("2", await Rising("?only=Fee"));
        Assert.Equal("", await Rising("?contractType=rental"));
        Assert.Equal("3", await Rising("?item=M3&firstYearToo=true")); // unless asked
        Assert.Contains("No price of these rises in March 2027.", await platen.Http.GetStringAsync("/escalation/2027-03?item=M3", Stop), StringComparison.Ordinal);

        async Task<string> Rising(string narrowed)
        {
            var page = await platen.Http.GetStringAsync("/escalation/2027-03" + narrowed, Stop);
            return string.Concat("123".Where(one => page.Contains($"href=\"/contracts/CPC000000{one}\"", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [EveryDatabase("--percent 5", "reason")]
    [EveryDatabase("--percent 0 --reason x", "more than 0")]
    [EveryDatabase("--percent -3 --reason x", "more than 0")]
    [EveryDatabase("--percent 5 --amount 5 --reason x", "not by both")]
    [EveryDatabase("--reason x", "needs no reason")]
    [EveryDatabase("--contract CPC9", "There is no contract CPC9")]
    public async Task What_cannot_be_meant_is_refused(TestDatabase database, string options, string said)
    {
        await Dealer().Import(database);

        var refused = await database.Platen(["escalate", "2027-03", .. options.Split(' ')]);

        Assert.Equal(Exit.Failed, refused.Exit);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
    }

    static ContractTerms Pooled() =>
        DealerBook.Pool(["M1"], 1000, 1000, new Level { From = 0, UnitCharge = 0.5m }) with { Escalation = TenPercentInMarch };

    static DealerBook Dealer(IReadOnlyList<ContractTerms>? versions = null) => new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono")
        .Contract("CPC0000001", "CUST-A", versions ?? [Pooled()]);

    static async Task<string> Net(TestDatabase database, string period)
    {
        var answer = JsonDocument.Parse((await database.Platen("bill", period, "--post", "--json")).Output).RootElement;
        return answer.GetProperty("invoices")[0].GetProperty("lines")[0].GetProperty("amount").GetString()!;
    }

    static async Task<List<(string From, decimal Minimum)>> Terms(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        var rows = await db.Terms.Where(terms => terms.Approved).OrderBy(terms => terms.FromPeriod).ThenBy(terms => terms.Version).ToListAsync(Stop);
        // Of two from one month the one written last holds.
        return [.. rows.GroupBy(row => row.FromPeriod).Select(same => (same.Key.ToString(), TermsDocument.Read(same.Last().Document).AggregateMeters[0].MinBilling))];
    }
}
