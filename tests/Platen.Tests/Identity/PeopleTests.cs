using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.Roles;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Letting people in and out and giving them roles: what is done, who may, and what nobody may.</summary>
public class PeopleTests
{
    const string Sipho = "sipho@dealer.example", Clerk = "clerk@dealer.example", Registrar = "Registrar";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_person_is_let_in_given_other_roles_and_disabled_over_the_api(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        var (added, person) = await platen.Post("/api/v1/people", new { email = Sipho, name = "Sipho Nkosi", roles = (string[])["Approver"] });
        using var sipho = platen.Visitor();
        await sipho.Send(await sipho.Open(person.GetProperty("link").GetString()!), "welcome", ("Password", People.Password));
        var roles = await platen.Http.Send(HttpMethod.Put, $"/api/v1/people/{Sipho}/roles", new { roles = (string[])["Auditor", "Releaser"] });
        var list = await platen.Get("/api/v1/people?role=Releaser");
        await platen.Post($"/api/v1/people/{Sipho}/disable", new { });

        Assert.Equal((200, 200), (added, roles.Status));
        Assert.Contains("\"may\":[", roles.Text, StringComparison.Ordinal);
        Assert.Equal("Auditor, Releaser", string.Join(", ", list.GetProperty("items")[0].GetProperty("roles").EnumerateArray()));
        Assert.Equal("Sign in", (await sipho.Open("/account")).Title);
        Assert.Equal(["person.disabled", "person.roles-changed", "person.signed-in", "person.password-changed", "person.added"], await Entries(database, Sipho));
    }

    [Theory]
    [EveryDatabase("", "Anna Botha, Ben Cele, Carl Dlamini")]
    [EveryDatabase("?q=CELE", "Ben Cele")]
    [EveryDatabase("?q=carl@", "Carl Dlamini")]
    [EveryDatabase("?role=Auditor", "Ben Cele, Carl Dlamini")]
    [EveryDatabase("?state=disabled", "Carl Dlamini")]
    [EveryDatabase("?state=in&sort=-email", "Ben Cele, Anna Botha")]
    public async Task People_are_found_by_name_address_role_and_state(TestDatabase database, string query, string found)
    {
        await database.Add("anna@dealer.example", "Admin", "Anna Botha");
        await database.Add("ben@dealer.example", "Auditor", "Ben Cele");
        await database.Add("carl@dealer.example", "Auditor", "Carl Dlamini");
        await database.Platen("user", "disable", "carl@dealer.example");
        await using var db = new Db(database.Database);

        var page = await new ListPeople(db).Run(ListQuery.From(query), Cancellation);

        Assert.Equal(found, string.Join(", ", page.Rows.Select(row => row.Name)));
    }

    [Theory, EveryDatabase]
    public async Task The_last_administrator_stays(TestDatabase database)
    {
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");

        var first = await database.Platen("user", "disable", Sipho);
        var last = await database.Platen("user", "roles", People.Thandi, "--role", "Auditor");
        var left = await database.Platen("user", "disable", People.Thandi);

        Assert.Equal(Exit.Done, first.Exit);
        Assert.Equal("Thandi Mokoena is the last administrator. Make somebody else one first.\n", last.Error);
        Assert.Equal(last.Error, left.Error);
        Assert.Matches("thandi@dealer.example +Thandi Mokoena +Admin +no +never *\n", (await database.Platen("user", "list")).Output);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays(TestDatabase database)
    {
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");

        var both = await Task.WhenAll(
            As(database, new Actor(ActorKind.Person, "Thandi", 1), (ChangePeople change) => change.Disable(Sipho, Cancellation)),
            As(database, new Actor(ActorKind.Person, "Sipho", 2), (ChangePeople change) => change.Disable(People.Thandi, Cancellation)));

        Assert.Single(both, refused => refused is not null);
        await using var db = new Db(database.Database);
        Assert.Equal(1, await db.People.CountAsync(person => !person.Disabled, Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_lifts_themselves_or_another_beyond_what_they_may(TestDatabase database)
    {
        await Registry(database);

        Assert.StartsWith("This is you.", await AsClerk(database, (ChangePeople change) => change.Roles(Clerk, ["Admin"], null, Cancellation)), StringComparison.Ordinal);
        Assert.StartsWith("You may not give what you do not have: setup.read", await AsClerk(database, (ChangePeople change) => change.Roles(Sipho, ["Admin"], null, Cancellation)), StringComparison.Ordinal);
        Assert.StartsWith("You may not give what", await AsClerk(database, (AddPerson add) => add.Run("new@dealer.example", "New", ["Admin"], null, Cancellation)), StringComparison.Ordinal);
        Assert.StartsWith("You may not give what", await AsClerk(database, (EditRoles edit) => edit.Add(new Role("Higher", "", ["billing.void"]), Cancellation)), StringComparison.Ordinal);
        Assert.StartsWith("You may not give what", await AsClerk(database, (EditRoles edit) => edit.Change(Registrar, null, ["people.read", "people.edit", "billing.void"], Cancellation)), StringComparison.Ordinal);
        Assert.Null(await AsClerk(database, (ChangePeople change) => change.Roles(Sipho, [Registrar], null, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_touches_who_may_more_than_they_for_a_new_link_would_take_their_place(TestDatabase database)
    {
        await Registry(database);

        foreach (var touch in (Func<ChangePeople, Task>[])
        [
            change => change.Link(People.Thandi, true, Cancellation), change => change.Disable(People.Thandi, Cancellation),
            change => change.SignOut(People.Thandi, Cancellation), change => change.Roles(People.Thandi, [Registrar], null, Cancellation),
        ])
        {
            Assert.StartsWith("Thandi Mokoena may do what you may not: ", await AsClerk(database, touch), StringComparison.Ordinal);
        }

        Assert.Equal(["person.added"], await Entries(database, People.Thandi));
    }

    [Theory, EveryDatabase]
    public async Task Own_roles_are_made_changed_and_removed_when_nobody_holds_them(TestDatabase database)
    {
        await database.Add(role: "Admin");
        var added = await database.Platen("role", "add", "Stock clerk", "--description", "Counts machines.", "--permission", "machines.read");
        await database.Add(Clerk, "Stock clerk", "Zanele Dube");
        await using var platen = await RunningPlaten.On(database);
        using var zanele = platen.Visitor();
        await zanele.SignIn(Clerk);

        var before = await zanele.Http.Ask("/api/v1/customers");
        await database.Platen("role", "change", "Stock clerk", "--permission", "machines.read", "--permission", "customers.read");
        var after = await zanele.Http.Ask("/api/v1/customers");
        var held = await database.Platen("role", "remove", "Stock clerk");
        await database.Platen("user", "roles", Clerk, "--role", "User");
        var removed = await database.Platen("role", "remove", "Stock clerk");

        Assert.Equal((Exit.Done, 403, 200), (added.Exit, before.Status, after.Status));
        Assert.Equal("Zanele Dube holds the role Stock clerk. Take it from them first.\n", held.Error);
        Assert.Equal(Exit.Done, removed.Exit);
        Assert.Equal(["role.removed", "role.changed", "role.added"], await Entries(database, "Stock clerk"));
        await using var db = new Db(database.Database);
        var changed = await db.AuditEntries.SingleAsync(entry => entry.Action == "role.changed", Cancellation);
        Assert.Equal("""{"description":"Counts machines.","permissions":["customers.read","machines.read"]}""", changed.After);
    }

    [Theory]
    [EveryDatabase("There is a role Admin already. ", "role", "add", "ADMIN", "--permission", "billing.read")]
    [EveryDatabase("There is no permission billing.fly. ", "role", "add", "Flyer", "--permission", "billing.fly")]
    [EveryDatabase("A role needs a name ", "role", "add", " ", "--permission", "billing.read")]
    [EveryDatabase("Auditor is built in, ", "role", "change", "Auditor", "--permission", "billing.void")]
    [EveryDatabase("Admin is built in, ", "role", "remove", "Admin")]
    [EveryDatabase("There is no role Nobody's. ", "role", "remove", "Nobody's")]
    [EveryDatabase("There is no role Chief. ", "user", "add", Sipho, "--name", "Sipho", "--role", "Chief")]
    public async Task What_cannot_be_is_refused_with_the_remedy(TestDatabase database, string why, params string[] words)
    {
        var said = await database.Platen(words);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.StartsWith(why, said.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_one_time_link_is_in_no_kept_answer(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var program = platen.Program(await database.AddKey("hr", Modules.Permissions.Select(permission => permission.Code)));

        var first = await program.Send("/api/v1/people", new { email = Sipho, name = "Sipho", roles = (string[])["User"] }, "one");
        var again = await program.Send("/api/v1/people", new { email = Sipho, name = "Sipho", roles = (string[])["User"] }, "one");

        Assert.Contains("/welcome?token=", first.Text, StringComparison.Ordinal);
        Assert.Equal((200, 409), (first.Status, again.Status));
        Assert.DoesNotContain("token", again.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Who_only_reads_people_changes_nobody(TestDatabase database)
    {
        await database.Add();
        await database.Add(Clerk, "Auditor", "Grace Adams");
        await using var platen = await RunningPlaten.On(database);
        using var grace = platen.Visitor();
        await grace.SignIn(Clerk);

        var read = await grace.Http.Ask($"/api/v1/people/{People.Thandi}");
        var page = await grace.Http.Ask($"/people/{People.Thandi}");
        var changed = await grace.Http.Send($"/api/v1/people/{People.Thandi}/sign-out", new { }, null);

        Assert.Equal((200, 403), (read.Status, changed.Status));
        Assert.Contains("Thandi Mokoena", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Keep the roles", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("stamp", read.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hash", read.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Thandi, an administrator; a clerk who may let people in, and no more; and Sipho, who holds less than the clerk.</summary>
    static async Task Registry(TestDatabase database)
    {
        await database.Add();
        await database.Platen("role", "add", Registrar, "--permission", "people.read", "--permission", "people.edit");
        await database.Platen("role", "add", "Reader", "--permission", "people.read");
        await database.Add(Clerk, Registrar, "Zanele Dube");
        await database.Add(Sipho, "Reader", "Sipho Nkosi");
    }

    static Task<string?> AsClerk<TUseCase>(TestDatabase database, Func<TUseCase, Task> command)
        where TUseCase : notnull => As(database, new Actor(ActorKind.Person, "Zanele Dube", 2), command);

    /// <returns>Why it was refused; null: it was done.</returns>
    static async Task<string?> As<TUseCase>(TestDatabase database, Actor who, Func<TUseCase, Task> command)
        where TUseCase : notnull
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = who;
        try
        {
            await command(scope.ServiceProvider.GetRequiredService<TUseCase>());
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>What was done to a record, latest first.</summary>
    static async Task<string[]> Entries(TestDatabase database, string subject)
    {
        await using var db = new Db(database.Database);
        return await db.AuditEntries.Where(entry => entry.Subject == subject).OrderByDescending(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync(Cancellation);
    }
}
