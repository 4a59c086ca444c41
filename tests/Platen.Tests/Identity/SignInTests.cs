using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platen.Data;
using Platen.Identity;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Signing in by a password, as people do it and as those do who should not.</summary>
public class SignInTests
{
    const string Wrong = "not the right password", Unknown = "nobody@dealer.example";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_person_signs_in_where_they_wanted_to_go_and_out_again(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();

        var asked = await thandi.Open("/account");
        var entered = await thandi.Send(asked, "sign-in", ("Email", " Thandi@Dealer.example"), ("Password", People.Password));
        var out_ = await thandi.Send(await thandi.Open("/"), "/sign-out");
        var after = await thandi.Open("/account");

        Assert.Equal("/sign-in?returnTo=%2Faccount", asked.Path);
        Assert.Equal(("/account", "Your account"), (entered.Path, entered.Title));
        Assert.Equal("/sign-in?returnTo=%2F", out_.Path);
        Assert.Equal("Sign in", after.Title);
        Assert.Equal(["person.added by " + Environment.UserName, "person.signed-in by Thandi Mokoena"], await Trail(database));
    }

    [Theory, EveryDatabase]
    public async Task Who_guesses_learns_nothing_and_is_locked_out_whether_the_name_exists_or_not(TestDatabase database)
    {
        await database.Add();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var platen = await RunningPlaten.On(database, clock);
        using var guesser = platen.Visitor();

        var known = await Guess(guesser, People.Thandi, 6);
        var unknown = await Guess(guesser, Unknown, 6);
        var right = await guesser.SignIn();
        clock.Advance(TimeSpan.FromMinutes(14));
        var early = await guesser.SignIn();
        clock.Advance(TimeSpan.FromMinutes(2));
        var late = await guesser.SignIn();

        Assert.Equal(known, unknown);
        Assert.Equal([.. Enumerable.Repeat("This e-mail address and this password do not belong together.", 4), Often, Often], known);
        Assert.Equal((Often, Often), (right.Said, early.Said));
        Assert.Equal("/account", late.Path);
        Assert.Equal(2, (await Trail(database)).Count(entry => entry.StartsWith("person.locked-out", StringComparison.Ordinal)));
    }

    /// <summary>Hashing is what takes the time; a database's answer drowns in it.</summary>
    [Theory, EveryDatabase]
    public async Task A_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(TestDatabase database)
    {
        await database.Add();
        await database.Platen("user", "add", "no-password-yet@dealer.example", "--name", "Sipho Nkosi", "--role", "User");
        var hashing = new CountingHasher();
        await using var platen = await RunningPlaten.On(database, more: builder => builder.Services.AddSingleton<IPasswordHasher<Person>>(hashing));
        using var guesser = platen.Visitor();

        var hashed = new List<int>();
        foreach (var name in (string[])[People.Thandi, Unknown, "no-password-yet@dealer.example"])
        {
            var before = hashing.Verified;
            await guesser.SignIn(name, Wrong);
            hashed.Add(hashing.Verified - before);
        }

        Assert.Equal([1, 1, 1], hashed);
    }

    sealed class CountingHasher : PasswordHasher<Person>
    {
        public int Verified { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_hundred_guesses_at_once_are_no_more_than_five(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var guesser = platen.Visitor();
        var door = await guesser.Open("/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => guesser.Send(door, "sign-in", ("Email", People.Thandi), ("Password", Wrong))));

        Assert.Equal(96, answers.Count(answer => answer.Said == Often));
        Assert.Equal(5, (await Trail(database)).Count(entry => entry.Contains("not signed in", StringComparison.Ordinal)));
    }

    [Theory]
    [EveryDatabase("https://evil.example/")]
    [EveryDatabase("//evil.example/")]
    [EveryDatabase("/\\evil.example/")]
    [EveryDatabase("/\t/evil.example/")]
    [EveryDatabase("javascript:alert(1)")]
    [EveryDatabase("/sign-out")]
    public async Task A_link_cannot_send_anybody_elsewhere_after_signing_in(TestDatabase database, string elsewhere)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();

        Assert.Equal("/", (await thandi.SignIn(returnTo: elsewhere)).Path);
    }

    [Theory, EveryDatabase]
    public async Task A_form_that_is_not_Platens_own_is_refused(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();
        await thandi.SignIn();

        var forged = await thandi.Post("/account", ("_handler", "everywhere"));
        var foreign = await thandi.Post("/account", ("_handler", "everywhere"), ("__RequestVerificationToken", "made up"));
        var out_ = await thandi.Post("/sign-out", ("returnTo", "/"));

        Assert.Equal(("/old-form", "/old-form", "/old-form"), (forged.Path, foreign.Path, out_.Path));
        Assert.Equal("Your account", (await thandi.Open("/account")).Title);
    }

    [Theory, EveryDatabase]
    public async Task A_session_begins_with_a_cookie_that_nobody_can_have_set_before(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var first = platen.Visitor();
        await first.SignIn();
        var planted = first.Cookie("platen-session")!;
        using var second = platen.Visitor();
        second.Take("platen-session", planted);

        await second.SignIn();

        Assert.NotEqual(planted, second.Cookie("platen-session"));
    }

    [Theory, EveryDatabase]
    public async Task Signing_out_everywhere_ends_every_session_at_once(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var here = platen.Visitor();
        using var there = platen.Visitor();
        await here.SignIn();
        await there.SignIn();
        var stolen = there.Cookie("platen-session")!;

        await here.Send(await here.Open("/account"), "everywhere");
        using var thief = platen.Visitor();
        thief.Take("platen-session", stolen);

        Assert.Equal(["Sign in", "Sign in", "Sign in"], [(await here.Open("/account")).Title, (await there.Open("/account")).Title, (await thief.Open("/account")).Title]);
        Assert.Contains("person.signed-out-everywhere by Thandi Mokoena", await Trail(database));
    }

    [Theory, EveryDatabase]
    public async Task Who_is_disabled_is_out_at_once_and_learns_no_more_than_a_guesser(TestDatabase database)
    {
        await database.Add(role: "Auditor"); // the last administrator would stay
        await using var platen = await RunningPlaten.On(database);
        using var thandi = platen.Visitor();
        await thandi.SignIn();

        Assert.Equal(Exit.Done, (await database.Platen("user", "disable", People.Thandi)).Exit);

        Assert.Equal("Sign in", (await thandi.Open("/account")).Title);
        Assert.Equal("This e-mail address and this password do not belong together.", (await thandi.SignIn()).Said);
    }

    [Theory, EveryDatabase]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one(TestDatabase database)
    {
        const string New = "five other words without sense";
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        using var here = platen.Visitor();
        using var there = platen.Visitor();
        await here.SignIn();
        await there.SignIn();

        var refused = await here.Send(await here.Open("/account"), "password", ("Password", Wrong), ("NewPassword", New));
        var changed = await here.Send(await here.Open("/account"), "password", ("Password", People.Password), ("NewPassword", New));

        Assert.Equal("This e-mail address and this password do not belong together.", refused.Said);
        Assert.Equal("/account?done=password", changed.Path);
        Assert.Equal(("Your account", "Sign in"), ((await here.Open("/account")).Title, (await there.Open("/account")).Title));
        Assert.NotNull((await there.SignIn()).Said);
        Assert.Equal("/account", (await there.SignIn(password: New)).Path);
    }

    [Theory, EveryDatabase]
    public async Task A_session_outlives_a_restart_and_holds_on_another_node(TestDatabase database)
    {
        await database.Add();
        using var thandi = new Visitor("http://127.0.0.1");
        await using (var platen = await RunningPlaten.On(database))
        {
            using var before = platen.Visitor();
            await before.SignIn();
            thandi.Take("platen-session", before.Cookie("platen-session")!);
        }

        await using var again = await RunningPlaten.On(database);
        using var after = again.Visitor();
        after.Take("platen-session", thandi.Cookie("platen-session")!);

        Assert.Equal("Your account", (await after.Open("/account")).Title);
    }

    const string Often = "That was tried too often. Wait 15 minutes, then try again.";

    static async Task<List<string?>> Guess(Visitor guesser, string email, int times)
    {
        var said = new List<string?>();
        for (var time = 0; time < times; time++)
            said.Add((await guesser.SignIn(email, Wrong)).Said);
        return said;
    }

    static async Task<List<string>> Trail(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        return await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action + " by " + entry.Actor).ToListAsync(Cancellation);
    }
}
