using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Audit;

/// <summary>The trail is searched, shown on records and exported, the same on both databases.</summary>
public class ListAuditTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase("", "5 4 3 2 1")]
    [EveryDatabase("?sort=number", "1 2 3 4 5")]
    [EveryDatabase("?who=ANN", "4 3 1")]
    [EveryDatabase("?action=customer", "5 3 2 1")]
    [EveryDatabase("?kind=customer&subject=A", "5 2 1")]
    [EveryDatabase("?q=old%20name", "2")]
    [EveryDatabase("?q=c-100", "4")]
    [EveryDatabase("?from=2026-11-02&to=2026-11-03", "3 2")]
    [EveryDatabase("?from=2026-11-04", "5 4")]
    [EveryDatabase("?from=yesterday&who=bert", "5 2")]
    public async Task Entries_are_found_by_who_what_which_record_day_and_text(TestDatabase database, string query, string found)
    {
        await Write(database);
        await using var db = new Db(database.Database);

        var page = await new ListAudit(db).Run(ListQuery.From(query), Cancellation);

        Assert.Equal(found, string.Join(' ', page.Rows.Select(row => row.Number)));
    }

    [Theory, EveryDatabase]
    public async Task An_export_is_what_the_list_is_limited_to_and_holds_no_formula(TestDatabase database)
    {
        await Write(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        var csv = await platen.Http.GetStringAsync("/api/v1/audit.csv?kind=contract", Cancellation);
        var whole = await database.Platen("export", "audit");

        Assert.Equal(
            "number,at,by,who,id,from,action,kind,subject,before,after,hash\r\n" +
            "4,2026-11-04T12:00:00.0000000Z,key,'=anna(),7,10.0.0.1,contract.changed,contract,C-100,,\"{\"\"note\"\":\"\"a, b\"\"}\"," + await Hash(database, 4) + "\r\n",
            csv);
        // The heading, five written, and the two of who came to read them.
        Assert.Equal((Exit.Done, 8), (whole.Exit, whole.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Theory, EveryDatabase]
    public async Task The_trail_is_read_over_the_api(TestDatabase database)
    {
        await Write(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        var list = await platen.Get("/api/v1/audit?who=bert");
        var entry = await platen.Get("/api/v1/audit/2");

        Assert.Equal((2, 5L), (list.GetProperty("total").GetInt32(), list.GetProperty("items")[0].GetProperty("number").GetInt64()));
        Assert.Equal("""{"name":"Old name"}""", JsonSerializer.Serialize(entry.GetProperty("before")));
        using var none = await platen.Http.GetAsync("/api/v1/audit/99", Cancellation);
        Assert.Equal(404, (int)none.StatusCode);
    }

    [Theory, EveryDatabase]
    public async Task A_records_history_ends_with_the_book_that_brought_it(TestDatabase database)
    {
        await database.Import(Books.Small);
        await database.Import(Books.With(book => book["customers"]![0]!["name"] = "Another name"));
        await using var db = new Db(database.Database);
        var show = new ShowHistory(db, new RecordReaders(new Dictionary<string, string> { ["customer"] = "customers.read", ["machine"] = "machines.read" }));

        var customer = await show.Of("customer", "A", 1, May, Cancellation);
        var machine = await show.Of("machine", "S1", 1, May, Cancellation);
        var unknown = await show.Of("machine", "S2", 2, May, Cancellation);
        var all = await show.Of("customer", null, null, May, Cancellation);

        Assert.Equal(("customer.changed", "book.imported", 1L), (Assert.Single(customer!.Latest).Action, customer!.Origin?.Action, customer!.Origin?.Number));
        Assert.Equal((0, 1L), (machine!.Total, machine!.Origin?.Number));
        Assert.Null(unknown!.Origin);
        Assert.Equal((1, "A"), (all!.Total, all.Latest[0].Subject));
        Assert.Equal([new FieldChange("name", "Customer A", "Another name")], await show.Changes(customer!.Latest[0].Number, May, Cancellation));

        static Task<bool> May(string permission) => Task.FromResult(true);
    }

    [Theory]
    [EveryDatabase("customer", "customers.read", true)]
    [EveryDatabase("customer", "audit.read", true)]
    [EveryDatabase("customer", "machines.read", false)]
    [EveryDatabase("contract", "customers.read", false)]
    public async Task A_records_history_is_for_who_may_see_the_record_or_the_trail(TestDatabase database, string kind, string held, bool shown)
    {
        await Write(database);
        await using var db = new Db(database.Database);
        var show = new ShowHistory(db, new RecordReaders(new Dictionary<string, string> { ["customer"] = "customers.read" }));

        var history = await Record.ExceptionAsync(() => show.Of(kind, "A", null, May, Cancellation));
        var changes = await Record.ExceptionAsync(() => show.Changes(kind == "customer" ? 2 : 4, May, Cancellation));

        Assert.Equal((shown, shown), (history is not Refusal, changes is not Refusal));

        Task<bool> May(string permission) => Task.FromResult(permission == held);
    }

    [Theory, EveryDatabase]
    public async Task The_trail_names_its_kinds_of_record(TestDatabase database)
    {
        await Write(database);
        await using var db = new Db(database.Database);

        Assert.Equal(["contract", "customer"], await new ListAudit(db).Kinds(Cancellation));
    }

    /// <summary>Five changes, a day each, by anna, bert and a key.</summary>
    static async Task Write(TestDatabase database)
    {
        var (anna, bert) = (new Actor(ActorKind.Person, "anna", 1), new Actor(ActorKind.CommandLine, "bert", From: "desk"));
        (Actor Who, Change Change)[] changes =
        [
            (anna, new Change("customer.changed", "customer", "A", After: new { name = "First" })),
            (bert, new Change("customer.changed", "customer", "A", new { name = "Old name" }, new { name = "New" })),
            (anna, new Change("customer.changed", "customer", "B", After: new { name = "Other" })),
            (new Actor(ActorKind.Key, "=anna()", 7, "10.0.0.1"), new Change("contract.changed", "contract", "C-100", After: new { note = "a, b" })),
            (bert, new Change("customer.removed", "customer", "A")),
        ];
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        foreach (var (who, change) in changes)
        {
            await using var write = await database.Database.Write(Cancellation);
            await new AuditTrail(database.Database, who, clock).Commit(write, change, Cancellation);
            clock.Advance(TimeSpan.FromDays(1));
        }
    }

    static async Task<string> Hash(TestDatabase database, long entry)
    {
        await using var db = new Db(database.Database);
        return (await new ShowEntry(db).Run(entry, Cancellation))!.Hash;
    }
}
