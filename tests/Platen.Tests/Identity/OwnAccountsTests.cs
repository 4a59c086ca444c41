using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Keys;
using Platen.Readings;
using Platen.Shell;
using Platen.Shell.Finding;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Who is limited to their own accounts finds nothing of another's, wherever they look.</summary>
public class OwnAccountsTests
{
    const string Sipho = "sipho@dealer.example", Others = "MARULA", Mine = "CUST-A";

    /// <summary>Lists asked for so that nothing is left out.</summary>
    static readonly string[] Wide =
    [
        "/contracts?status=any", "/api/v1/contracts?status=any", "/groups", "/api/v1/groups", "/api/v1/readings?period=2026-02", "/api/v1/readings?period=2026-02&state=review",
        "/api/v1/customers?q=marula", "/api/v1/machines?customer=MARULA-MINING", "/api/v1/invoices?customer=MARULA-MINING", "/api/v1/invoices?q=2",
        "/month/2026-02", "/month/2026-02/readings", "/month/2026-02/review", "/month/2026-02/run", "/month/2026-02/post", "/month/2026-02/close",
        "/runs/2", "/runs/2/drafts/1/0", "/runs/2/drafts/3/0", "/api/v1/runs/2", "/api/v1/runs?period=2026-01", "/api/v1/invoices/INV0000002", "/api/v1/machines/MARULA-M2/readings",
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Nothing_of_another_account_is_in_any_answer(TestDatabase database)
    {
        await Dealer(database);
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();
        using var sipho = platen.Visitor();
        await thandi.SignIn();
        await sipho.SignIn(Sipho);
        var paths = Addresses.Of(platen).Where(address => address.Method == HttpMethod.Get).Select(address => address.Path).Concat(Wide).Distinct().ToList();

        var (shown, own, leaks) = (0, 0, new List<string>());
        foreach (var path in Wide)
            Assert.Equal((path, 200), (path, (await thandi.Http.Ask(path)).Status)); // what is not there would keep everybody's secrets
        foreach (var path in paths)
        {
            shown += await Holds(thandi, path, Others) ? 1 : 0;
            own += await Holds(sipho, path, Mine) ? 1 : 0;
            if (await Holds(sipho, path, Others))
                leaks.Add(path);
        }

        Assert.Empty(leaks);
        Assert.InRange(shown, 20, paths.Count); // of whoever sees all: there was something to find
        Assert.InRange(own, 15, paths.Count);
    }

    [Theory, EveryDatabase]
    public async Task Anothers_page_is_not_there(TestDatabase database)
    {
        await Dealer(database);
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);

        foreach (var path in (string[])["/customers/MARULA-MINING", "/machines/MARULA-M2", "/contracts/MARULA-C2", "/api/v1/contracts/MARULA-C2", "/invoices/INV0000002", "/api/v1/invoices/INV0000002"])
            Assert.Equal((path, 404), (path, (await sipho.Http.Ask(path)).Status));
        foreach (var path in (string[])["/customers/CUST-A", "/machines/M1", "/contracts/C1", "/api/v1/contracts/C1", "/invoices/INV0000001", "/api/v1/invoices/INV0000001"])
            Assert.Equal((path, 200), (path, (await sipho.Http.Ask(path)).Status));
        Assert.Contains("\"total\":0", (await sipho.Http.Ask("/api/v1/machines/MARULA-M2/readings")).Text, StringComparison.Ordinal);
        Assert.Contains("\"value\":1200", (await sipho.Http.Ask("/api/v1/machines/M1/readings")).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_concerns_the_whole_dealer_is_refused_and_the_page_says_why(TestDatabase database)
    {
        await Dealer(database);
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);

        var page = await sipho.Http.Ask("/audit");
        var preview = await sipho.Http.Send("/api/v1/runs/preview", new { period = "2026-02" }, null);

        Assert.Equal(403, page.Status);
        Assert.Contains("This page is about every customer.", page.Text, StringComparison.Ordinal);
        Assert.Equal(422, preview.Status);
        Assert.DoesNotContain(Others, preview.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await sipho.Http.Send("/api/v1/runs", new { period = "2026-02" }, null)).Status);
        Assert.Equal(403, (await sipho.Http.Send("/api/v1/readings", new { serial = "M1", meter = "Mono", date = "2026-02-28", value = 1 }, null)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_key_and_the_finder_see_what_their_person_sees(TestDatabase database)
    {
        var token = await Dealer(database);
        await using var platen = await RunningPlaten.On(database);
        using var program = platen.Program(token);

        var customers = await program.Ask("/api/v1/customers");
        var hits = await As(platen, new Actor(ActorKind.Person, "Sipho", 2), (Finder finder) => finder.Find("mar", _ => Task.FromResult(true), Cancellation));
        var all = await As(platen, new Actor(ActorKind.Person, "Thandi", 1), (Finder finder) => finder.Find("mar", _ => Task.FromResult(true), Cancellation));

        Assert.Contains(Mine, customers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Others, customers.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await program.Ask("/api/v1/people")).Status); // it was given that, while its maker had it
        Assert.Empty(hits);
        Assert.NotEmpty(all);
    }

    [Theory, EveryDatabase]
    public async Task The_limit_is_set_lifted_and_told_in_the_trail_and_never_on_the_last_administrator(TestDatabase database)
    {
        await database.Add();
        await database.Add(Sipho, "Account manager", "Sipho Nkosi");

        var last = await database.Platen("user", "limit", People.Thandi, "own");
        var set = await database.Platen("user", "limit", Sipho, "own");
        var list = await database.Platen("user", "list");
        var lifted = await database.Platen("user", "limit", Sipho, "none");

        Assert.StartsWith("Thandi Mokoena is the last administrator.", last.Error, StringComparison.Ordinal);
        Assert.Equal("Sipho Nkosi sees only customers whose account manager is sipho@dealer.example.\n", set.Output);
        Assert.Contains("own accounts", list.Output, StringComparison.Ordinal);
        Assert.Equal("Sipho Nkosi sees every customer.\n", lifted.Output);
        await using var db = new Db(database.Database);
        Assert.Equal(["person.limited-to-own-accounts", "person.limit-lifted"], db.AuditEntries.Where(entry => entry.Action.StartsWith("person.limit")).OrderBy(entry => entry.Id).Select(entry => entry.Action));
    }

    static async Task<bool> Holds(Visitor visitor, string path, string text)
    {
        using var answer = await visitor.Http.GetAsync(path, Cancellation);
        return (await answer.Content.ReadAsStringAsync(Cancellation)).Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    static async Task<TAnswer> As<TUseCase, TAnswer>(RunningPlaten platen, Actor who, Func<TUseCase, Task<TAnswer>> ask)
        where TUseCase : notnull
    {
        await using var scope = platen.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = who;
        return await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>
    /// Sipho's customer and two others', January posted, February drafted as far as it goes: one of the others' readings is held.
    /// Sipho may do everything, within his limit.
    /// </summary>
    /// <returns>The token of a key that Sipho made before.</returns>
    static async Task<string> Dealer(TestDatabase database)
    {
        await new DealerBook()
            .Customer(Mine, manager: "Sipho@Dealer.example").Customer("MARULA-MINING", manager: "other@dealer.example").Customer("MARULA-B")
            .Machine("M1", Mine, "Mono").Machine("MARULA-M2", "MARULA-MINING", "Mono").Machine("MARULA-M3", "MARULA-B", "Mono")
            .Financer("FIN").Group("MARULA-GROUP", "MARULA-MINING", "FIN", ["MARULA-M2"], start: "2030-01")
            .Contract("C1", Mine, DealerBook.Alone("M1", fee: 10))
            .Contract("MARULA-C2", "MARULA-MINING", DealerBook.Alone("MARULA-M2", fee: 10))
            .Contract("MARULA-C3", "MARULA-B", DealerBook.Alone("MARULA-M3", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 1100).Reading("MARULA-M2", "Mono", "2026-01-31", 1100).Reading("MARULA-M3", "Mono", "2026-01-31", 1100)
            .Reading("M1", "Mono", "2026-02-28", 1200).Reading("MARULA-M3", "Mono", "2026-02-28", 1200)
            .Import(database);
        var held = await new EnterReading(database.Database, database.Trail()).Run(new Entry("MARULA-M2", "Mono", new DateOnly(2026, 2, 28), 900), Cancellation);
        Assert.Equal(Verdict.Held, held.Verdict);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        await database.Bill("2026-02");
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, "Sipho Nkosi", 2);
        var key = await scope.ServiceProvider.GetRequiredService<AddKey>().Run(new NewKey("sipho's", ["customers.read", "people.read"]), Cancellation);
        var limited = await database.Platen("user", "limit", Sipho, "own");
        Assert.True(limited.Exit == Exit.Done, limited.Error);
        return key.Token;
    }
}
