using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing;
using Platen.Data;
using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>A writing request that is sent again with its idempotency key is done once, and answered the same.</summary>
public class IdempotencyTests
{
    const string Path = "/api/v1/readings";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_repeat_is_answered_the_same_and_done_once(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);

        var first = await program.Send(Path, Reading(1100), "one");
        var repeat = await program.Send(Path, Reading(1100), "one");
        var withAnother = await program.Send(Path, Reading(1100), "two");

        Assert.Contains("\"accepted\"", first.Text, StringComparison.Ordinal);
        Assert.Equal(first with { Replayed = true }, repeat);
        Assert.Equal(200, withAnother.Status);
        Assert.Contains("\"ignored\"", withAnother.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Entered(database));
    }

    [Theory, EveryDatabase]
    public async Task A_refusal_is_an_answer_too(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);

        var refused = await program.Send("/api/v1/runs/7/post", new { }, "post-7");
        var repeat = await program.Send("/api/v1/runs/7/post", new { }, "post-7");

        Assert.Equal((422, "application/problem+json"), (refused.Status, refused.Type));
        Assert.Equal(refused with { Replayed = true }, repeat);
    }

    [Theory, EveryDatabase]
    public async Task A_key_used_with_another_request_is_refused(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);
        await program.Send(Path, Reading(1100), "one");

        var otherBody = await program.Send(Path, Reading(1101), "one");
        var otherPath = await program.Send("/api/v1/runs", Reading(1100), "one");
        var otherQuery = await program.Send(Path + "?really", Reading(1100), "one");

        Assert.Equal((422, 422, 422), (otherBody.Status, otherPath.Status, otherQuery.Status));
        Assert.Contains("another request", otherBody.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Entered(database));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_at_once_one_is_done_and_the_other_told_to_wait(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);
        List<Task<Answer>> both;
        await using (var busy = await database.Database.Write(Cancellation))
        {
            await Sequences.Take(busy.Connection, Sequences.Revision, 1, Cancellation);
            both = [program.Send(Path, Reading(1100), "one"), program.Send(Path, Reading(1100), "one")];
            var waits = await Task.WhenAny(both).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
            both.Remove(waits);
            Assert.Equal((409, "1"), ((await waits).Status, (await waits).RetryAfter));
        }

        var done = await both[0];
        var repeat = await program.Send(Path, Reading(1100), "one");

        Assert.Equal(200, done.Status);
        Assert.Equal(done with { Replayed = true }, repeat);
        Assert.Equal(1, await Entered(database));
    }

    [Theory, EveryDatabase]
    public async Task An_answer_too_large_to_keep_is_given_once(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);
        var unknown = new { serial = new string('M', 1024 * 1024), meter = "Mono", date = "2026-01-31", value = 1 };

        var first = await program.Send(Path, unknown, "one");
        var repeat = await program.Send(Path, unknown, "one");

        Assert.Contains(unknown.serial, first.Text, StringComparison.Ordinal);
        Assert.Equal(409, repeat.Status);
        Assert.Contains("with status 422", repeat.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_fault_is_not_kept_and_the_repeat_is_done(TestDatabase database)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);
        await Execute(database, "ALTER TABLE readings RENAME TO gone");
        var fault = await program.Send(Path, Reading(1100), "one");
        await Execute(database, "ALTER TABLE gone RENAME TO readings");

        var repeat = await program.Send(Path, Reading(1100), "one");

        Assert.Equal((500, 200, false), (fault.Status, repeat.Status, repeat.Replayed));
        Assert.Equal(1, await Entered(database));
    }

    [Theory, EveryDatabase]
    public async Task An_answer_is_kept_for_a_day(TestDatabase database)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var platen = await Dealer(database, clock);
        using var program = await Reader(database, platen);
        await program.Send(Path, Reading(1100), "one");

        clock.Advance(TimeSpan.FromHours(23));
        var sameDay = await program.Send(Path, Reading(1100), "one");
        clock.Advance(TimeSpan.FromHours(2));
        var nextDay = await program.Send(Path, Reading(1100), "one");

        Assert.Equal((true, false), (sameDay.Replayed, nextDay.Replayed));
        Assert.Equal(1L, await Execute(database, "SELECT COUNT(*) FROM kept_answers"));
    }

    [Theory]
    [EveryDatabase("", 1)]
    [EveryDatabase("two words", 1)]
    [EveryDatabase("tab\there", 1)]
    [EveryDatabase("k", 201)]
    public async Task A_key_that_cannot_be_one_is_refused(TestDatabase database, string part, int times)
    {
        await using var platen = await Dealer(database);
        using var program = await Reader(database, platen);

        var answer = await program.Send(Path, Reading(1100), string.Concat(Enumerable.Repeat(part, times)));
        var longest = await program.Send(Path, Reading(1100), new string('k', 200));

        Assert.Equal((400, 200), (answer.Status, longest.Status));
    }

    static object Reading(int value) => new { serial = "M1", meter = "Mono", date = "2026-01-31", value };

    static async Task<RunningPlaten> Dealer(TestDatabase database, TimeProvider? clock = null)
    {
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10)).Import(database);
        return await RunningPlaten.On(database, clock);
    }

    /// <summary>A program that may enter readings and bill.</summary>
    static async Task<HttpClient> Reader(TestDatabase database, RunningPlaten platen) =>
        platen.Program(await database.AddKey("reader", ReadingPermissions.Edit, BillingPermissions.Run, BillingPermissions.Post));

    static async Task<int> Entered(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        return await db.AuditEntries.CountAsync(entry => entry.Action == "reading.entered", Cancellation);
    }

    static async Task<object?> Execute(TestDatabase database, string text)
    {
        await using var connection = await database.Database.Connect(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
