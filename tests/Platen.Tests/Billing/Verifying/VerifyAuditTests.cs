using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Verifying;

/// <summary>What somebody alters behind Platen's back shows in the audit trail.</summary>
public sealed class VerifyAuditTests(DemoYear year)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_years_trail_holds_and_the_ledger_is_what_it_says(TestDatabase database)
    {
        var said = await (await year.On(database)).Platen("verify", "audit");

        Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        Assert.Contains("the chain holds.", said.Output);
        Assert.Contains("all as posted.", said.Output);
    }

    [Theory]
    [EveryDatabase("entry 3: Its hash does not fit what it says", "UPDATE audit_entries SET actor = 'bert' WHERE id = 3")]
    [EveryDatabase("entry 3: Its hash does not fit what it says", "UPDATE audit_entries SET after = replace(after, '1', '2') WHERE id = 3")]
    [EveryDatabase("entry 1: Its hash does not fit what it says (book.imported of", "UPDATE audit_entries SET at = at + 1 WHERE id = 1")]
    [EveryDatabase("entry 3: It is missing: somebody removed it.", "DELETE FROM audit_entries WHERE id = 3")]
    [EveryDatabase("entry 2: It is missing, and so are the others up to 3: somebody removed them.", "DELETE FROM audit_entries WHERE id IN (2, 3)")]
    [EveryDatabase("entry 7: The trail ends before it, but numbers up to 7 were given: its end was cut off.", "DELETE FROM audit_entries WHERE id = 7")]
    [EveryDatabase("entry 7: Only numbers up to 6 were given: somebody added it.", "UPDATE sequences SET value = 6 WHERE name = 'audit'")]
    [EveryDatabase("entry 2: Its hash does not fit what it says (run.shard-drafted of run 1", "UPDATE audit_entries SET id = 99 WHERE id = 2", "UPDATE audit_entries SET id = 2 WHERE id = 3", "UPDATE audit_entries SET id = 3 WHERE id = 99")]
    public async Task An_entry_altered_or_removed_is_named(TestDatabase database, string found, params string[] changes)
    {
        await Post(database);
        Assert.Equal(7, await Count(database));
        await database.BehindItsBack("audit_entries", changes);

        var said = await database.Platen("verify", "audit");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.StartsWith(found, said.Output, StringComparison.Ordinal);
        Assert.Contains("the chain is broken.", said.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_trail_written_anew_from_some_place_on_shows_by_a_mark_noted_before(TestDatabase database)
    {
        await Post(database);
        var noted = await Last(database);
        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit", "--known", noted)).Exit);
        await WriteAnew(database);

        var without = await database.Platen("verify", "audit");
        var with = await database.Platen("verify", "audit", "--known", noted);

        Assert.True(without.Exit == Exit.Done, without.Output);
        Assert.Equal(Exit.Failed, with.Exit);
        Assert.Contains("the trail was written anew.", with.Output);
    }

    [Theory, EveryDatabase]
    public async Task A_trail_cut_off_with_its_numbers_shows_by_a_mark_noted_before(TestDatabase database)
    {
        await Post(database);
        var noted = await Last(database);
        await database.BehindItsBack("audit_entries", "DELETE FROM audit_entries WHERE id = 7", "UPDATE sequences SET value = 6 WHERE name = 'audit'");

        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit")).Exit);
        var said = await database.Platen("verify", "audit", "--known", noted);

        Assert.StartsWith("entry 7: It is not in the trail", said.Output);
        Assert.Equal(Exit.WrongUsage, (await database.Platen("verify", "audit", "--known", "7:abc")).Exit);
    }

    [Theory]
    [EveryDatabase("invoice_lines", "UPDATE invoice_lines SET explanation = 'A gift' WHERE no = 1", "run 1 shard 1, INV0000001 to INV0000001, entry 6: An invoice or one of its lines is not as it was posted.")]
    [EveryDatabase("invoice_lines", "DELETE FROM invoice_lines WHERE no = 2", "An invoice or one of its lines is not as it was posted.")]
    [EveryDatabase("invoices", "UPDATE invoices SET bill_to_name = 'Somebody else'", "An invoice or one of its lines is not as it was posted.")]
    [EveryDatabase("invoices", "UPDATE invoices SET run_id = 2", "INV0000001: It stands in the ledger, but no posting in the audit trail wrote it.")]
    [EveryDatabase("invoices", "DELETE FROM invoices", "Of 1 invoices posted, 1 are missing.")]
    [EveryDatabase("audit_entries", "UPDATE audit_entries SET after = '{}' WHERE id = 6", "entry 6: It no longer says which invoices were posted.")]
    public async Task A_ledger_that_is_not_what_was_posted_is_named(TestDatabase database, string table, string change, string found)
    {
        await Post(database);
        await database.BehindItsBack(table, change);

        var said = await database.Platen("verify", "audit");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(found, said.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_went_back_to_review_and_was_posted_later_is_a_posting_of_its_own(TestDatabase database)
    {
        await new DealerBook().Customer("A").Customer("B").Machine("M1", "A", "Mono").Machine("M2", "B", "Mono")
            .Contract("C1", "A", DealerBook.Alone("M1", fee: 10)).Contract("C2", "B", DealerBook.Alone("M2", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 1100).Reading("M2", "Mono", "2026-01-31", 1100).Import(database);
        var run = await database.Bill(new Period(2026, 1));
        Assert.Equal(Verdict.Accepted, (await database.Enter(new Entry("M1", "Mono", new DateOnly(2026, 1, 31), 1200))).Verdict);
        var post = new PostRun(database.Database, database.Trail());
        Assert.Equal((1, 1), await Posted(post, run));
        Assert.Equal((1, 0), await Posted(post, run));

        var said = JsonDocument.Parse((await database.Platen("verify", "audit", "--json")).Output).RootElement;

        Assert.Equal((true, 2, 2), (said.GetProperty("holds").GetBoolean(), said.GetProperty("shards").GetInt32(), said.GetProperty("invoices").GetInt32()));
    }

    static async Task<(int, int)> Posted(PostRun post, int run)
    {
        var posted = await post.Run(run, null, Cancellation);
        return (posted.Invoices, posted.BackToReview);
    }

    static async Task Post(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(new Period(2026, 1));
    }

    static async Task<long> Count(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        return await db.AuditEntries.LongCountAsync(Cancellation);
    }

    static async Task<string> Last(TestDatabase database)
    {
        var said = JsonDocument.Parse((await database.Platen("verify", "audit", "--json")).Output).RootElement.GetProperty("last");
        return FormattableString.Invariant($"{said.GetProperty("entry").GetInt64()}:{said.GetProperty("hash").GetString()}");
    }

    /// <summary>As somebody would who knows how the chain is made: another name in entry 3, and every hash from there on.</summary>
    static async Task WriteAnew(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        var entries = await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        entries[2].Actor = "bert";
        var changes = new List<string> { "UPDATE audit_entries SET actor = 'bert' WHERE id = 3" };
        var hash = AuditEntry.Genesis;
        foreach (var entry in entries)
        {
            hash = entry.HashAfter(hash);
            changes.Add(FormattableString.Invariant($"UPDATE audit_entries SET hash = '{hash}' WHERE id = {entry.Id}"));
        }

        await database.BehindItsBack("audit_entries", changes);
    }
}
