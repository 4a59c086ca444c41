using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Billing.Delivery;
using Platen.Billing.Months;
using Platen.Billing.Runs;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Testing;
using Platen.Tests.Billing.Credits;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Bills as who is limited sees them: whoever pays them, counted right, and tried beforehand.</summary>
public class LimitedBillingTests
{
    const string Sipho = "sipho@dealer.example";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase("own")]
    [EveryDatabase("none", "--site", "JHB")]
    public async Task A_bill_to_a_finance_company_is_seen_by_its_name_drafted_and_delivered(TestDatabase database, params string[] limit)
    {
        await Dealer(database, limit);

        var drafts = await As(database, (ListDrafts list) => list.Run(2, ListQuery.From(""), Cancellation));
        var found = await As(database, (ListDrafts list) => list.Run(2, ListQuery.From("?q=fin"), Cancellation));
        var delivery = await As(database, (ListDeliveries list) => list.Run(new(2026, 1), ListQuery.From(""), Cancellation));

        Assert.Equal("Customer FIN-B", Assert.Single(drafts.Rows).Payer);
        Assert.Single(found.Rows);
        Assert.Equal(("Customer FIN-B", "fin@bank.example"), (Assert.Single(delivery.Rows).Payer, delivery.Rows[0].To));
    }

    [Theory]
    [EveryDatabase("own")]
    [EveryDatabase("none", "--site", "JHB")]
    public async Task A_months_counts_are_of_what_is_in_sight(TestDatabase database, params string[] limit)
    {
        await Dealer(database, limit);
        await database.Platen("user", "limit", Sipho, "none");
        var whole = await As(database, (ShowMonth show) => show.Run(new(2026, 1), Cancellation));
        await database.Platen(["user", "limit", Sipho, .. limit]);

        var month = await As(database, (ShowMonth show) => show.Run(new(2026, 1), Cancellation));
        var next = await As(database, (ShowMonth show) => show.Run(new(2026, 2), Cancellation));

        Assert.Equal((3, 0, 1, 2, 3), (whole.Posted, whole.ToDeliver, whole.ToPrint, whole.OnTheirWay, whole.Meters));
        Assert.Equal((1, 0, 0, 1, 1), (month.Posted, month.ToDeliver, month.ToPrint, month.OnTheirWay, month.Meters));
        Assert.Equal((1, 1, 0), (next.Drafted, next.Meters, next.Missing));
    }

    [Theory]
    [EveryDatabase("own")]
    [EveryDatabase("none", "--site", "JHB")]
    public async Task What_if_is_answered_of_ones_own_contract_and_tells_nothing_of_anothers(TestDatabase database, params string[] limit)
    {
        await Dealer(database, limit);
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);
        var own = Office.Proposal(Financed("M1")) with { Number = "C1" };

        var mine = await Try(own);
        var machine = await Try(Office.Proposal(DealerBook.Alone("MARULA-M2")) with { Number = "C1" });
        var absent = await Try(Office.Proposal(DealerBook.Alone("M9")) with { Number = "C1" });
        var customer = await Try(own with { Customer = "MARULA" });
        var number = await Try(own with { Number = "MARULA-C2" });

        Assert.Equal(200, mine.Status);
        Assert.Contains("\"billed\":\"15.00\"", mine.Text, StringComparison.Ordinal);
        Assert.Equal((422, 422, 422), (machine.Status, absent.Status, customer.Status));
        Assert.Equal(Said(absent).Replace("M9", "MARULA-M2", StringComparison.Ordinal), Said(machine)); // as one that is not there
        Assert.DoesNotContain("billed\":\"15", number.Text, StringComparison.Ordinal);
        // The form and its look-ups write contracts, and that concerns the dealer as a whole.
        foreach (var path in (string[])["/contracts/new", "/contracts/C1/edit"])
            Assert.Equal((path, 403), (path, (await sipho.Http.Ask(path)).Status));
        foreach (var path in (string[])["/api/v1/contracts/check", "/api/v1/contracts/C1/check"])
            Assert.Equal((path, 403), (path, (await sipho.Http.Send(path, Sent(own), null)).Status));

        Task<Answer> Try(Platen.Contracts.ContractProposal proposal) =>
            sipho.Http.Send("/api/v1/contracts/what-if", new { contract = Sent(proposal), period = "2026-01" }, null);

        static string Said(Answer answer) => answer.Text[..answer.Text.IndexOf("traceId", StringComparison.Ordinal)];

        static JsonElement Sent(Platen.Contracts.ContractProposal proposal) => JsonSerializer.SerializeToElement(proposal, Platen.Data.Json.Options);
    }

    [Theory]
    [EveryDatabase("own")]
    [EveryDatabase("none", "--site", "JHB")]
    public async Task A_credit_is_for_who_sees_the_dealer_whole_and_a_statement_tells_what_is_in_sight(TestDatabase database, params string[] limit)
    {
        await Dealer(database, limit);
        var marulas = (await database.Rows("SELECT series, number FROM invoices WHERE bill_to = 'MARULA'")).Single().Split(' ');
        var theirs = string.Create(CultureInfo.InvariantCulture, $"{marulas[0]}{long.Parse(marulas[1], CultureInfo.InvariantCulture):0000000}");
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);
        await database.Add("clerk@dealer.example", "Billing clerk", "Clara");
        using var clerk = platen.Visitor();
        await clerk.SignIn("clerk@dealer.example");

        foreach (var visitor in (Visitor[])[sipho, clerk])
        {
            foreach (var path in (string[])[$"/api/v1/invoices/{theirs}/credit", $"/api/v1/invoices/{theirs}/credit/preview"])
                Assert.Equal((path, 403), (path, (await visitor.Http.Send(path, new { way = "only", reason = "Mine now" }, null)).Status));
            Assert.Equal(403, (await visitor.Http.Ask($"/invoices/{theirs}/credit")).Status);
        }

        foreach (var path in (string[])["/customers/MARULA/statement", "/api/v1/customers/MARULA/statement", "/api/v1/customers/MARULA/statement/pdf"])
            Assert.Equal((path, 404), (path, (await sipho.Http.Ask(path)).Status));
        Assert.Equal(200, (await sipho.Http.Ask("/api/v1/customers/CUST-A/statement/pdf")).Status);
        Assert.Contains("INV0000001", (await sipho.Http.Ask("/api/v1/customers/FIN-B/statement")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await database.Number("SELECT count(*) FROM credits"));
    }

    static async Task<TAnswer> As<TUseCase, TAnswer>(TestDatabase database, Func<TUseCase, Task<TAnswer>> ask)
        where TUseCase : notnull
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, "Sipho", 2);
        return await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    static ContractTerms Financed(string machine)
    {
        var terms = DealerBook.Alone(machine, fee: 10);
        return terms with
        {
            Items = [terms.Items[0] with { Fees = [terms.Items[0].Fees[0] with { BillTo = "FIN-B" }], Meters = [terms.Items[0].Meters[0] with { BillTo = "FIN-B" }] }],
        };
    }

    /// <summary>Sipho's contract of Johannesburg, which a finance company pays, and two of others; January delivered, February drafted.</summary>
    static async Task Dealer(TestDatabase database, string[] limit)
    {
        var book = new DealerBook().Site("JHB").Site("CPT").Customer("FIN-B", email: "fin@bank.example")
            .Customer("CUST-A", manager: Sipho).Customer("MARULA", email: "accounts@marula.example").Customer("MARULA-B", delivery: "print")
            .Machine("M1", "CUST-A", "Mono").Machine("MARULA-M2", "MARULA", "Mono").Machine("MARULA-M3", "MARULA-B", "Mono")
            .Contract("C1", "CUST-A", Financed("M1"), site: "JHB")
            .Contract("MARULA-C2", "MARULA", DealerBook.Alone("MARULA-M2", fee: 10), site: "CPT").Contract("MARULA-C3", "MARULA-B", DealerBook.Alone("MARULA-M3", fee: 10));
        foreach (var machine in (string[])["M1", "MARULA-M2", "MARULA-M3"])
            book.Reading(machine, "Mono", "2026-01-31", 1100).Reading(machine, "Mono", "2026-02-28", 1200);
        await book.Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        Assert.NotEqual(Exit.Failed, (await database.Platen("deliver", "2026-01")).Exit);
        await database.Bill("2026-02");
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");
        var limited = await database.Platen(["user", "limit", Sipho, .. limit]);
        Assert.True(limited.Exit == Exit.Done, limited.Error);
    }
}
