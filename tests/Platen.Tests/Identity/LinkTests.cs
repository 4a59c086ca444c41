using Microsoft.Extensions.Time.Testing;
using Platen.Identity.Links;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Links that let somebody in once: the first administrator's, and that of who has lost a password.</summary>
public class LinkTests
{
    static readonly (string, string)[] Thandi = [("Name", "Thandi Mokoena"), ("Email", People.Thandi), ("Password", People.Password)];

    [Theory, EveryDatabase]
    public async Task The_first_start_prints_a_link_that_makes_its_administrator_and_the_next_does_not(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database);
        var greeting = await FirstAdministrator.Greet(platen.Services, "http://[::]:5080");
        using var thandi = platen.Visitor();

        var welcome = await thandi.Open(Link(greeting!));
        var entered = await thandi.Send(welcome, "welcome", Thandi);

        Assert.StartsWith("http://localhost:5080/welcome?token=", greeting!.Split(' ')[^1], StringComparison.Ordinal);
        Assert.Equal("Welcome to Platen", welcome.Title);
        Assert.Equal("/", entered.Path);
        Assert.Equal("Your account", (await thandi.Open("/account")).Title);
        Assert.Null(await FirstAdministrator.Greet(platen.Services, "http://localhost:5080"));
        Assert.Contains("Admin", (await database.Platen("user", "list")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_link_is_good_once_and_two_at_once_make_one_administrator(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database);
        var link = Link((await FirstAdministrator.Greet(platen.Services, "http://localhost"))!);
        using var thandi = platen.Visitor();
        using var other = platen.Visitor();
        var (mine, theirs) = (await thandi.Open(link), await other.Open(link));

        var both = await Task.WhenAll(
            thandi.Send(mine, "welcome", Thandi), other.Send(theirs, "welcome", ("Name", "Other"), ("Email", "other@dealer.example"), ("Password", People.Password)));
        using var late = platen.Visitor();

        Assert.Single(both, page => page.Path == "/");
        Assert.Single(both, page => page.Said == Welcome.GoneWords);
        Assert.Equal("This link is not good any more", (await late.Open(link)).Title);
    }

    [Theory, EveryDatabase]
    public async Task A_link_is_good_for_a_day_and_until_the_next_one(TestDatabase database)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var platen = await RunningPlaten.On(database, clock);
        using var thandi = platen.Visitor();
        var first = Link((await FirstAdministrator.Greet(platen.Services, "http://localhost"))!);
        var second = Link((await FirstAdministrator.Greet(platen.Services, "http://localhost"))!);

        Assert.Equal("This link is not good any more", (await thandi.Open(first)).Title);
        Assert.Equal("Welcome to Platen", (await thandi.Open(second)).Title);
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("This link is not good any more", (await thandi.Open(second)).Title);
    }

    [Theory, EveryDatabase]
    public async Task A_password_that_is_refused_does_not_use_the_link_up(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();
        var welcome = await thandi.Open(Link((await FirstAdministrator.Greet(platen.Services, "http://localhost"))!));

        var refused = await thandi.Send(welcome, "welcome", ("Name", "Thandi"), ("Email", People.Thandi), ("Password", "sunshine12345"));
        var entered = await thandi.Send(refused, "welcome", Thandi);

        Assert.StartsWith("This password is one of those that are tried first.", refused.Said, StringComparison.Ordinal);
        Assert.Equal("/", entered.Path);
    }

    [Theory, EveryDatabase]
    public async Task Who_is_let_in_at_the_command_line_chooses_a_password_by_the_link(TestDatabase database)
    {
        const string Sipho = "sipho@dealer.example";
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();

        var added = await database.Platen("user", "add", Sipho, "--name", "Sipho Nkosi", "--role", "Approver");
        var chosen = await sipho.Send(await sipho.Open(Link(added.Output)), "welcome", ("Password", People.Password));
        var lost = await database.Platen("user", "link", Sipho, "--address", "https://billing.dealer.example/");
        using var elsewhere = platen.Visitor();
        await elsewhere.Send(await elsewhere.Open(Link(lost.Output)), "welcome", ("Password", "another four words here"));

        Assert.Equal("/", chosen.Path);
        Assert.StartsWith("https://billing.dealer.example/welcome?token=", lost.Output, StringComparison.Ordinal);
        Assert.Equal("Sign in", (await sipho.Open("/account")).Title); // whoever had the old password is out
        Assert.NotNull((await sipho.SignIn(Sipho)).Said);
        Assert.Equal("/account", (await sipho.SignIn(Sipho, "another four words here")).Path);
    }

    [Theory, EveryDatabase]
    public async Task People_are_named_disabled_and_let_in_again_at_the_command_line(TestDatabase database)
    {
        var piped = new StringReader("a password from a vault\n");
        var added = await CommandLine.Run(
            ["user", "add", People.Thandi, "--name", "Thandi Mokoena", "--role", "Admin", "--password-stdin", "--data", database.Folder, .. Postgres(database)], input: piped);
        var twice = await database.Platen("user", "add", People.Thandi.ToUpperInvariant(), "--name", "Thandi Mokoena", "--role", "Admin");
        var nobody = await database.Platen("user", "disable", "nobody@dealer.example");
        await database.Add("other@dealer.example"); // another administrator, or she would have to stay
        await database.Platen("user", "disable", People.Thandi);
        var list = await database.Platen("user", "list");
        await database.Platen("user", "enable", People.Thandi);
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();

        Assert.Equal(("Thandi Mokoena may sign in as thandi@dealer.example.\n", Exit.Done), (added.Output, added.Exit));
        Assert.Equal(("THANDI@DEALER.EXAMPLE signs in here already. A new password: 'platen user link THANDI@DEALER.EXAMPLE'.\n", Exit.Failed), (twice.Error, twice.Exit));
        Assert.Equal("Nobody signs in as nobody@dealer.example. 'platen user list' names everybody.\n", nobody.Error);
        Assert.Matches("thandi@dealer.example +Thandi Mokoena +Admin +no +never +disabled", list.Output);
        Assert.Equal("/account", (await thandi.SignIn(password: "a password from a vault")).Path);
    }

    static string[] Postgres(TestDatabase database) => database.Postgres is { } postgres ? ["--database", postgres] : [];

    static string Link(string said) => said[said.IndexOf("/welcome", StringComparison.Ordinal)..].Trim();
}
