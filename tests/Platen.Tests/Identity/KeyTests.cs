using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platen.Audit;
using Platen.Billing;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.Keys;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>API keys: what they open, and what they do not.</summary>
public class KeyTests
{
    const string Runs = "/api/v1/runs", Customers = "/api/v1/customers", EnterReadings = "/api/v1/readings", Secret = "MARULA-MINING";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_key_opens_what_it_may_and_a_refusal_holds_nothing_of_the_rest(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = platen.Program(await database.AddKey("clock", BillingPermissions.Read));

        var allowed = await program.Ask(Runs);
        var seen = await program.Ask(Customers);
        var written = await program.Send(Runs, new { period = "2026-01" }, "bill");

        Assert.Equal(200, allowed.Status);
        Assert.Equal((403, "application/problem+json"), (seen.Status, seen.Type));
        Assert.Contains("it needs customers.read", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, seen.Text, StringComparison.Ordinal);
        Assert.Equal(403, written.Status);
        await using var db = new Db(database.Database);
        Assert.False(await db.Runs.AnyAsync(Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task What_a_program_does_is_signed_with_its_keys_name(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = platen.Program(await database.AddKey("clock", ReadingPermissions.Edit));

        await program.Send(EnterReadings, Reading, "one");

        await using var db = new Db(database.Database);
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "reading.entered", Cancellation);
        Assert.Equal((ActorKind.Key, "clock", 1, "127.0.0.1"), (entry.ActorKind, entry.Actor, entry.ActorId, entry.FromWhere));
    }

    [Theory, EveryDatabase]
    public async Task A_token_is_shown_once_and_kept_nowhere(TestDatabase database)
    {
        var token = await database.AddKey("clock", BillingPermissions.Read);
        var list = await database.Platen("key", "list", "--json");

        Assert.StartsWith("platen_", token, StringComparison.Ordinal);
        Assert.Contains(token[7..15], list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token[16..], list.Output, StringComparison.Ordinal);
        await using var db = new Db(database.Database);
        var key = await db.ApiKeys.SingleAsync(Cancellation);
        var entry = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal(KeyToken.Read(token)!.Hash, key.Hash);
        Assert.Equal(("key.added", "clock"), (entry.Action, entry.Subject));
        Assert.DoesNotContain(token[16..], entry.After, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Hash, entry.After, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task When_a_key_was_last_used_is_written_down(TestDatabase database)
    {
        var token = await database.AddKey("clock", BillingPermissions.Read);
        await using (var platen = await RunningPlaten.On(database))
        {
            using var program = platen.Program(token);
            await program.Ask(Runs);
            await platen.Services.GetRequiredService<KeyUses>().StopAsync(Cancellation);
        }

        await using var db = new Db(database.Database);
        var key = await db.ApiKeys.SingleAsync(Cancellation);
        Assert.True(key.LastUsedAt >= key.CreatedAt);
    }

    [Theory, EveryDatabase]
    public async Task A_revoked_key_opens_nothing_from_then_on(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = platen.Program(await database.AddKey("clock", BillingPermissions.Read, ReadingPermissions.Edit));
        var before = await program.Ask(Runs);
        await program.Send(EnterReadings, Reading, "one");

        await database.Platen("key", "revoke", "clock");
        var after = await program.Ask(Runs);
        var replayed = await program.Send(EnterReadings, Reading, "one");
        using var successor = platen.Program(await database.AddKey("clock", BillingPermissions.Read));

        Assert.Equal((200, 401, 401), (before.Status, after.Status, replayed.Status));
        Assert.Contains("was revoked", after.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await successor.Ask(Runs)).Status);
        Assert.Equal(Exit.Failed, (await database.Platen("key", "revoke", "another")).Exit);
        await using var db = new Db(database.Database);
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "key.revoked", Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task A_key_ends_with_its_last_day(TestDatabase database)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var platen = await Dealer(database, clock);
        using var program = platen.Program(await database.AddKey("clock", BillingPermissions.Read));

        clock.Advance(TimeSpan.FromDays(AddKey.Days - 1));
        var before = await program.Ask(Runs);
        clock.Advance(TimeSpan.FromDays(2));
        var after = await program.Ask(Runs);

        Assert.Equal((200, 401), (before.Status, after.Status));
        Assert.Contains("expired on", after.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_guess_opens_nothing_and_tells_nothing(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        var token = await database.AddKey("clock", BillingPermissions.Read);
        string[] guesses = [token[..16] + KeyToken.New().Text[16..], KeyToken.New().Text, "platen_", "platen_" + new string('0', 4000), token + "x", token[..^1], "' OR 1=1 --"];

        var answers = new List<Answer>();
        foreach (var guess in guesses)
        {
            using var program = platen.Program("x");
            program.DefaultRequestHeaders.Remove("Authorization");
            program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + guess);
            answers.Add(await program.Ask(Runs));
        }

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.All(answers, answer => Assert.Contains("This is no API key of this Platen.", answer.Text, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task A_key_is_for_calls_and_opens_no_page(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = platen.Program(await database.AddKey("clock", Modules.Permissions.Select(permission => permission.Code)));

        var page = await program.Ask("/customers");
        var tab = await program.Send("/_blazor/negotiate", new { }, null);

        Assert.Contains("<h1>Sign in</h1>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("connectionToken", tab.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_program_that_changes_something_names_its_request(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = platen.Program(await database.AddKey("clock", ReadingPermissions.Edit, BillingPermissions.Read));

        var unnamed = await program.Send(EnterReadings, Reading, null);
        var question = await program.Send(Runs + "/preview", new { period = "2026-01" }, null);

        Assert.Equal((400, 200), (unnamed.Status, question.Status));
        Assert.Contains("Idempotency-Key", unnamed.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task No_caller_is_given_anothers_answer(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var first = platen.Program(await database.AddKey("first", ReadingPermissions.Edit));
        using var second = platen.Program(await database.AddKey("second", ReadingPermissions.Edit));
        using var reader = platen.Program(await database.AddKey("reader", ReadingPermissions.Read));

        var done = await first.Send(EnterReadings, Reading, "one");
        var again = await second.Send(EnterReadings, Reading, "one");
        var refused = await reader.Send(EnterReadings, Reading, "one");

        Assert.Contains("\"accepted\"", done.Text, StringComparison.Ordinal);
        Assert.False(again.Replayed);
        Assert.Contains("\"ignored\"", again.Text, StringComparison.Ordinal);
        Assert.Equal(403, refused.Status);
    }

    [Theory, EveryDatabase]
    public async Task Each_key_may_call_so_fast_and_no_faster(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database, more: builder =>
            (builder.Configuration["Api:PerSecond"], builder.Configuration["Api:Burst"]) = ("1", "3"));
        using var hasty = platen.Program(await database.AddKey("hasty", BillingPermissions.Read));
        using var calm = platen.Program(await database.AddKey("calm", BillingPermissions.Read));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => hasty.Ask(Runs)));

        Assert.Contains(answers, answer => answer.Status == 200);
        var stopped = answers.First(answer => answer.Status == 429);
        Assert.Equal("application/problem+json", stopped.Type);
        Assert.True(int.Parse(stopped.RetryAfter!, CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(200, (await calm.Ask(Runs)).Status);
    }

    [Theory, EveryDatabase]
    public async Task Whoever_guesses_is_slowed_down_and_no_one_else(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database);
        using var guesser = platen.Program(KeyToken.New().Text);
        using var program = platen.Program(await database.AddKey("clock", BillingPermissions.Read));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => guesser.Ask(Runs)));

        Assert.Equal([401, 429], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.Equal(200, (await program.Ask(Runs)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_key_has_no_more_than_its_maker(TestDatabase database)
    {
        await database.Add(role: "Billing clerk");
        await using var platen = await RunningPlaten.On(database);
        await using var scope = platen.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, "Thandi Mokoena", 1);
        var add = scope.ServiceProvider.GetRequiredService<AddKey>();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => add.Run(new NewKey("clock", [BillingPermissions.Post, PeoplePermissions.Edit]), Cancellation));
        var given = await add.Run(new NewKey("clock", [BillingPermissions.Post]), Cancellation);

        Assert.Equal("You may not give what you do not have: people.edit.", refusal.Message);
        Assert.Equal([BillingPermissions.Post], given.Permissions);
    }

    [Theory, EveryDatabase]
    public async Task A_key_stops_with_its_maker_and_goes_on_with_them(TestDatabase database)
    {
        await database.Add("other@dealer.example");
        await using var platen = await RunningPlaten.On(database);
        using var program = platen.Program(await MadeByThandi(platen, database, "Billing clerk", BillingPermissions.Read));

        var before = await program.Ask(Runs);
        await database.Platen("user", "disable", People.Thandi);
        var stopped = await program.Ask(Runs);
        var list = await database.Platen("key", "list");
        await database.Platen("user", "enable", People.Thandi);

        Assert.Equal((200, 401, 200), (before.Status, stopped.Status, (await program.Ask(Runs)).Status));
        Assert.Contains("Thandi Mokoena, who made the key clock, may not sign in any more.", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("its maker is", list.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_key_may_do_no_more_than_its_maker_may_today(TestDatabase database)
    {
        await database.Add("other@dealer.example");
        await using var platen = await RunningPlaten.On(database);
        using var program = platen.Program(await MadeByThandi(platen, database, "Admin", BillingPermissions.Read, "customers.read"));
        using var ours = platen.Program(await database.AddKey("ours", BillingPermissions.Read));

        var before = await program.Ask(Runs);
        await database.Platen("user", "roles", People.Thandi, "--role", "User");

        Assert.Equal((200, 403, 200), (before.Status, (await program.Ask(Runs)).Status, (await program.Ask(Customers)).Status));
        Assert.Equal(200, (await ours.Ask(Runs)).Status); // made at the command line, by nobody in particular
    }

    /// <summary>A key that Thandi makes, who is the second person here; then she holds the role.</summary>
    static async Task<string> MadeByThandi(RunningPlaten platen, TestDatabase database, string role, params string[] permissions)
    {
        await database.Add();
        await using var scope = platen.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, "Thandi Mokoena", 2);
        var added = await scope.ServiceProvider.GetRequiredService<AddKey>().Run(new NewKey("clock", permissions), Cancellation);
        await database.Platen("user", "roles", People.Thandi, "--role", role);
        return added.Token;
    }

    [Theory]
    [EveryDatabase("There is no permission billing.fly. ", "key", "add", "clock", "--permission", "billing.fly")]
    [EveryDatabase("A key ends between today and ", "key", "add", "clock", "--permission", "billing.read", "--expires", "2020-01-01")]
    [EveryDatabase("A key ends between today and ", "key", "add", "clock", "--permission", "billing.read", "--expires", "2999-01-01")]
    [EveryDatabase("A key needs a name ", "key", "add", " ", "--permission", "billing.read")]
    [EveryDatabase("There is a key taken already. ", "key", "add", "taken", "--permission", "billing.read")]
    public async Task A_key_that_cannot_be_is_refused_with_the_remedy(TestDatabase database, string why, params string[] words)
    {
        await database.AddKey("taken", BillingPermissions.Read);

        var said = await database.Platen(words);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.StartsWith(why, said.Error, StringComparison.Ordinal);
    }

    static object Reading => new { serial = "M1", meter = "Mono", date = "2026-01-31", value = 1100 };

    static async Task<RunningPlaten> Dealer(TestDatabase database, TimeProvider? clock = null)
    {
        await new DealerBook().Customer(Secret).Machine("M1", Secret, "Mono").Contract("C1", Secret, DealerBook.Alone("M1", fee: 10)).Import(database);
        return await RunningPlaten.On(database, clock);
    }
}
