using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>A book is imported again and again: what is known stays, what is new comes in, and nothing changes behind anybody's back.</summary>
public class ImportAgainTests
{
    [Theory, EveryDatabase]
    public async Task The_same_book_again_changes_nothing(TestDatabase database)
    {
        await database.Import(Books.Demo);
        var (before, revision) = (await database.Export(), await database.Revision());

        var again = await database.Import(Books.Demo);

        Assert.False(again.Changed);
        Assert.Equal(revision, await database.Revision());
        Assert.Equal(before, await database.Export());
    }

    [Theory, EveryDatabase]
    public async Task Its_own_export_changes_nothing_either(TestDatabase database)
    {
        await database.Import(Books.Demo);

        Assert.False((await database.Import(await database.Export())).Changed);
    }

    [Theory, EveryDatabase]
    public async Task Sections_in_any_order_make_the_same_book(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            foreach (var section in (string[])["machines", "customers", "company", "book"])
            {
                var moved = book[section];
                book.Remove(section);
                book.Add(section, moved);
            }
        }));
        var turned = await database.Export();
        await using var straight = await TestDatabase.Create(database.Kind);
        await straight.Import(Books.Small);

        Assert.Equal(await straight.Export(), turned);
    }

    [Theory, EveryDatabase]
    public async Task A_known_customer_and_machine_with_other_data_are_changed_and_stamped(TestDatabase database)
    {
        await database.Import(Books.Small);

        var imported = await database.Import(Books.With(book =>
        {
            book["customers"]![0]!["name"] = "Another name";
            book["machines"]![0]!["meters"]![0]!["digits"] = 7;
            book["company"]!["taxRate"] = "14";
        }));

        Assert.Equal((1, 1), (imported.Customers.Updated, imported.Machines.Updated));
        Assert.Equal(2, await database.Number("SELECT revision FROM customers"));
        Assert.Equal(2, await database.Number("SELECT revision FROM machines"));
        Assert.Equal(2, await database.Number("SELECT revision FROM company"));
        Assert.Equal(10_000_000, await database.Number("SELECT rolls_over_at FROM meters"));
        Assert.Equal(1, await database.Number("SELECT revision FROM contracts"));
    }

    [Theory, EveryDatabase]
    public async Task Other_terms_of_a_known_contract_wait_as_a_draft_once(TestDatabase database)
    {
        await database.Import(Books.Small);
        var dearer = Books.With(book => book["contracts"]![0]!["terms"]![0]!["items"]![0]!["meters"]![0]!["levels"]![0]!["unitCharge"] = "0.06");

        Assert.Equal(1, (await database.Import(dearer)).Drafts);
        Assert.False((await database.Import(dearer)).Changed);
        Assert.Equal(1, await database.Number("SELECT COUNT(*) FROM contract_terms WHERE NOT approved"));
        Assert.Contains("\"0.05\"", await database.Export());

        Assert.True((await database.Import(dearer, approve: true)).Changed);
        Assert.Equal(2, await database.Number("SELECT COUNT(*) FROM contract_terms WHERE approved"));
        Assert.Contains("\"0.06\"", await database.Export());
    }

    [Theory, EveryDatabase]
    public async Task The_same_price_written_with_another_zero_is_the_same_terms(TestDatabase database)
    {
        await database.Import(Books.Small);

        Assert.False((await database.Import(Books.Small.Replace("\"0.05\"", "\"0.0500\"", StringComparison.Ordinal))).Changed);
    }

    [Theory, EveryDatabase]
    public async Task A_book_that_calls_a_new_contract_active_approves_its_terms(TestDatabase database)
    {
        await database.Import(Books.With(book => book["contracts"]![0]!["status"] = "new"));
        Assert.Equal(0, await database.Number("SELECT COUNT(*) FROM contract_terms WHERE approved"));

        await database.Import(Books.Small);

        Assert.Equal(1, await database.Number("SELECT COUNT(*) FROM contract_terms WHERE approved"));
    }

    [Theory, EveryDatabase]
    public async Task A_known_reading_with_another_value_is_superseded(TestDatabase database)
    {
        await database.Import(Books.Small);

        var imported = await database.Import(Books.With(book => book["readings"]![0]!["value"] = 250));

        Assert.Equal((1, 1), (imported.Readings.Taken, imported.Readings.Superseded));
        Assert.Equal(250, await database.Number("SELECT value FROM readings WHERE state = 0"));
    }

    [Theory, EveryDatabase]
    public async Task A_reading_that_was_billed_is_not_superseded_but_held(TestDatabase database)
    {
        await database.Import(Books.Small);
        await database.Number("INSERT INTO billed_usage (meter_id, contract_id, period, charge, opened_on, opening, closed_on, closing, counter_after, source, copies) VALUES (1, 1, 202601, 'x', '2025-12-31', 100, '2026-01-31', 200, 200, 0, 100); SELECT 1");

        var imported = await database.Import(Books.With(book => book["readings"]![0]!["value"] = 250));

        Assert.Equal(1, imported.Readings.Held);
        Assert.Contains("Billed up to 31 Jan 2026", Assert.Single(imported.Held).Message);
        Assert.Equal(200, await database.Number($"SELECT value FROM readings WHERE state = {(int)ReadingState.Accepted}"));
    }

    [Theory, EveryDatabase]
    public async Task A_reading_lower_than_the_one_before_is_held_wherever_it_stands_in_the_file(TestDatabase database)
    {
        var imported = await database.Import(Books.Small.Replace(
            "\"readings\": [",
            "\"readings\": [ { \"serial\": \"S1\", \"meter\": \"Mono\", \"date\": \"2026-02-28\", \"value\": 150 },",
            StringComparison.Ordinal));

        var held = Assert.Single(imported.Held);
        Assert.Equal("$.readings[0]", held.Path);
        Assert.Contains("Lower than the 200 of 31 Jan 2026", held.Message);
    }
}
