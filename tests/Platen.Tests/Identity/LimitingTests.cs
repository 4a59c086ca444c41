using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Contracts;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.Roles;
using Platen.Setup;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>How somebody is limited to branches, and what is tried against it.</summary>
public class LimitingTests
{
    const string Sipho = "sipho@dealer.example", Odd = "O'Hara, \"B\" <b>%_;--é 1";

    static readonly Actor Thandi = new(ActorKind.Person, "Thandi", 1), Limited = new(ActorKind.Person, "Sipho", 2);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_limit_is_set_and_lifted_by_verb_and_api_and_told_in_the_trail(TestDatabase database)
    {
        await Branches(database);
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();
        await thandi.SignIn();

        var set = await database.Platen("user", "limit", Sipho, "own", "--site", "JHB", "--site", "CPT");
        var list = await database.Platen("user", "list");
        var one = await thandi.Http.Send(HttpMethod.Put, $"/api/v1/people/{Sipho}/limit", new { ownAccountsOnly = false, sites = (string[])["JHB"] });
        var home = await thandi.Http.Send(HttpMethod.Put, $"/api/v1/people/{Sipho}/site", new { site = "JHB" });
        var page = await thandi.Http.Ask($"/people/{Sipho}");
        var away = await database.Platen("user", "site", Sipho);
        var lifted = await database.Platen("user", "limit", Sipho, "none");

        Assert.Equal("Sipho Nkosi sees only customers whose account manager is sipho@dealer.example with contracts of JHB, CPT, and of them only those contracts.\n", set.Output);
        Assert.Matches("own accounts, CPT, JHB *\n", list.Output);
        Assert.Equal((200, 200), (one.Status, home.Status));
        Assert.Contains("\"sites\":[\"JHB\"],\"defaultSite\":\"JHB\"", home.Text, StringComparison.Ordinal);
        Assert.Contains("sees JHB only", page.Text, StringComparison.Ordinal);
        Assert.Equal("Sipho Nkosi sees the contracts of all branches first.\n", away.Output);
        Assert.Equal("Sipho Nkosi sees every customer.\n", lifted.Output);
        await using var db = new Db(database.Database);
        Assert.Equal(
            [
                "person.limited-to-own-accounts  ", """person.limited-to-sites {"sites":[]} {"sites":["CPT","JHB"]}""",
                "person.limit-lifted  ", """person.limited-to-sites {"sites":["CPT","JHB"]} {"sites":["JHB"]}""",
                """person.default-site-changed {} {"site":"JHB"}""", """person.default-site-changed {"site":"JHB"} {}""",
                """person.limit-to-sites-lifted {"sites":["JHB"]} {"sites":[]}""",
            ],
            db.AuditEntries.Where(entry => entry.Kind == "person" && entry.Id > db.AuditEntries.Where(added => added.Action == "person.added").Max(added => added.Id)
                && entry.Action != "person.signed-in").OrderBy(entry => entry.Id).Select(entry => $"{entry.Action} {entry.Before} {entry.After}"));
    }

    [Theory]
    [EveryDatabase("There is no site DBN. There are: CPT, JHB", "user", "limit", Sipho, "none", "--site", "DBN")]
    [EveryDatabase("There is no site jhb. ", "user", "limit", Sipho, "none", "--site", "jhb")]
    [EveryDatabase("There is no site DBN. ", "user", "site", Sipho, "DBN")]
    public async Task What_cannot_be_is_refused(TestDatabase database, string why, params string[] words)
    {
        await Branches(database);

        var said = await database.Platen(words);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.StartsWith(why, said.Error, StringComparison.Ordinal);
        Assert.Equal(0, await database.Number("SELECT COUNT(*) FROM person_sites"));
    }

    [Theory, EveryDatabase]
    public async Task The_last_administrator_is_not_limited(TestDatabase database)
    {
        await Branches(database);
        await database.Platen("user", "limit", Sipho, "none", "--site", "JHB"); // no administrator any more

        var last = await database.Platen("user", "limit", People.Thandi, "none", "--site", "JHB");

        Assert.StartsWith("Thandi Mokoena is the last administrator.", last.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_site_of_an_odd_code_limits_as_any_other(TestDatabase database)
    {
        await Branches(database);

        var set = await database.Platen("user", "limit", Sipho, "none", "--site", Odd);

        Assert.Equal(Exit.Done, set.Exit);
        Assert.Equal("C-ODD", string.Join(", ", await SeenBy(database, Limited)));
        Assert.Equal("M-ODD", string.Join(", ", await ReadBy(database, Limited)));
    }

    [Theory, EveryDatabase]
    public async Task A_site_that_somebody_is_limited_to_is_not_removed_nor_is_one_removed_given(TestDatabase database)
    {
        await Branches(database);
        await database.Platen("setup", "add", "sites", """{ "code": "PTA", "name": "Pretoria" }""");
        await database.Platen("user", "limit", Sipho, "none", "--site", "PTA");
        await database.Platen("user", "site", Sipho, "PTA");

        var held = await database.Platen("setup", "remove", "sites", "PTA");
        await database.Platen("user", "limit", Sipho, "none");
        var removed = await database.Platen("setup", "remove", "sites", "PTA");
        var late = await database.Platen("user", "limit", Sipho, "none", "--site", "PTA");

        Assert.Equal("The site PTA is used by 1 person who is limited to it. Give them another first.\n", held.Error);
        Assert.Equal((Exit.Done, Exit.Failed), (removed.Exit, late.Exit));
        Assert.Equal(4, (await SeenBy(database, Limited)).Count); // their own site is gone: the list opens on all
        Assert.Null((await As(database, Limited, (ChooseSites choose) => choose.Run(Cancellation))).Home);
    }

    [Theory, EveryDatabase]
    public async Task Whoever_removes_a_site_and_whoever_limits_to_it_at_once_do_not_both(TestDatabase database)
    {
        await Branches(database);
        for (var round = 0; round < 5; round++)
        {
            await database.Platen("setup", "add", "sites", """{ "code": "PTA", "name": "Pretoria" }""");

            await Task.WhenAll(
                Refused(database, (KeepSetup keep) => keep.Remove(SetupTables.Sites, "PTA", Cancellation)),
                Refused(database, (ChangePeople change) => change.Limit(Sipho, false, ["PTA"], Cancellation)));

            Assert.Equal(0, await database.Number("SELECT COUNT(*) FROM person_sites p WHERE NOT EXISTS (SELECT 1 FROM setup_rows s WHERE s.name = 'sites' AND s.key = p.site)"));
            await database.Platen("user", "limit", Sipho, "none");
            await database.Platen("setup", "remove", "sites", "PTA");
        }
    }

    [Theory, EveryDatabase]
    public async Task Of_two_administrators_who_looked_at_the_same_person_the_second_is_told_to_look_again(TestDatabase database)
    {
        await Branches(database);
        var seen = (await As(database, Thandi, (ShowPerson show) => show.Run(Sipho, Cancellation)))!.Version;

        var first = await Refused(database, (ChangePeople change) => change.Sees(Sipho, false, ["JHB"], "JHB", seen, Cancellation));
        var second = await Refused(database, (ChangePeople change) => change.Sees(Sipho, true, [], null, seen, Cancellation));
        var third = await Refused(database, (ChangePeople change) => change.Roles(Sipho, ["Auditor"], seen, Cancellation));

        Assert.Null(first);
        Assert.Equal("Sipho Nkosi was changed meanwhile by somebody else. Look at it again, then decide.", second);
        Assert.Equal(second, third);
        var now = (await As(database, Thandi, (ShowPerson show) => show.Run(Sipho, Cancellation)))!;
        Assert.Equal(("JHB only", "JHB", "Admin"), (now.Sees, now.DefaultSite, now.Roles.Single()));
        Assert.Null(await Refused(database, (ChangePeople change) => change.Roles(Sipho, ["Auditor"], now.Version, Cancellation)));
        Assert.NotNull(await Refused(database, (ChangePeople change) => change.Sees(Sipho, false, [], null, now.Version, Cancellation))); // a role counts, too
    }

    [Theory, EveryDatabase]
    public async Task Who_loses_a_branch_or_a_role_while_a_page_is_open_is_answered_by_what_is_left(TestDatabase database)
    {
        await Branches(database);
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);

        var before = (await sipho.Http.Ask("/contracts/C-CPT")).Status;
        await database.Platen("user", "limit", Sipho, "none", "--site", "JHB");
        var (page, call, own) = ((await sipho.Http.Ask("/contracts/C-CPT")).Status, (await sipho.Http.Ask("/api/v1/contracts/C-CPT")).Status, (await sipho.Http.Ask("/contracts/C-JHB")).Status);
        var audit = (await sipho.Http.Ask("/audit")).Text;
        await database.Platen("user", "roles", Sipho, "--role", "Technician");
        var role = (await sipho.Http.Ask("/contracts/C-JHB")).Status;

        Assert.Equal((200, 404, 404, 200, 403), (before, page, call, own, role));
        Assert.Contains("You see the contracts of JHB.", audit, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_list_offers_the_sites_in_sight_and_opens_on_ones_own(TestDatabase database)
    {
        await Branches(database);
        await database.Platen("user", "site", Sipho, "CPT");

        var all = await As(database, Limited, (ChooseSites choose) => choose.Run(Cancellation));
        await database.Platen("user", "limit", Sipho, "none", "--site", "JHB");
        var one = await As(database, Limited, (ChooseSites choose) => choose.Run(Cancellation));

        Assert.Equal(("CPT", 3), (all.Home, all.Sites.Count));
        Assert.Equal((null, "JHB"), (one.Home, one.Sites.Single().Code)); // one's own, but out of sight
    }

    [Theory, EveryDatabase]
    public async Task Who_is_limited_is_not_told_by_mail_what_others_do(TestDatabase database)
    {
        await Branches(database);
        await using var db = new Db(database.Database);
        var who = new WhoMay(new Rights(database.Database, new Catalogue(Modules.Permissions, BuiltInRoles.All)));

        var before = await who.Addresses(db, ContractPermissions.Approve, Cancellation);
        await database.Platen("user", "limit", Sipho, "none", "--site", "JHB");

        Assert.Equal([Sipho, People.Thandi], before);
        Assert.Equal([People.Thandi], await who.Addresses(db, ContractPermissions.Approve, Cancellation));
        Assert.Equal([Sipho, People.Thandi], await who.Addresses(db, ContractPermissions.Read, Cancellation));
    }

    static async Task<List<string>> SeenBy(TestDatabase database, Actor who) =>
        [.. (await As(database, who, (ListContracts list) => list.Run(ListQuery.From("?status=any"), Cancellation))).Rows.Select(row => row.Number)];

    static async Task<List<string>> ReadBy(TestDatabase database, Actor who) =>
        [.. (await As(database, who, (Platen.Readings.CaptureGrid grid) => grid.Run(new(2026, 1), ListQuery.From(""), Cancellation))).Rows.Select(row => row.Serial)];

    static async Task<TAnswer> As<TUseCase, TAnswer>(TestDatabase database, Actor who, Func<TUseCase, Task<TAnswer>> ask)
        where TUseCase : notnull
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = who;
        return await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <returns>Why Thandi was refused; null: it was done.</returns>
    static Task<string?> Refused<TUseCase>(TestDatabase database, Func<TUseCase, Task> command)
        where TUseCase : notnull => As(database, Thandi, async (TUseCase useCase) =>
        {
            try
            {
                await command(useCase);
                return null;
            }
            catch (Refusal refusal)
            {
                return refusal.Message;
            }
        });

    /// <summary>A contract of each of three branches and of none, and two administrators.</summary>
    static async Task Branches(TestDatabase database)
    {
        var book = new DealerBook().Site("JHB").Site("CPT").Site(Odd).Customer("CUST-A");
        foreach (var (name, site) in ((string, string?)[])[("JHB", "JHB"), ("CPT", "CPT"), ("ODD", Odd), ("NONE", null)])
            book.Machine($"M-{name}", "CUST-A", "Mono").Contract($"C-{name}", "CUST-A", DealerBook.Alone($"M-{name}"), site: site);
        await book.Import(database);
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");
    }
}
