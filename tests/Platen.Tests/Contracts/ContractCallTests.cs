using System.Text.Json;
using Platen.Contracts;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>Contracts as programs write them, over HTTP and by verbs: all of their life.</summary>
public class ContractCallTests
{
    [Theory, EveryDatabase]
    public async Task A_contract_is_written_approved_changed_held_and_closed_over_http(TestDatabase database)
    {
        await Office.Dealer().Site("CPT").Import(database);
        await using var platen = await RunningPlaten.On(database);
        using var writer = platen.Program(await database.AddKey("writer", "contracts.read", "contracts.edit", "contracts.release"));
        using var approver = platen.Program(await database.AddKey("approver", "contracts.read", "contracts.approve"));
        using var reader = platen.Program(await database.AddKey("reader", "contracts.read"));
        var proposal = Office.Proposal() with { Site = "CPT" };

        var written = await writer.Send("/api/v1/contracts", Sent(proposal), NewKey());
        var number = Field(written, "number");
        var path = $"/api/v1/contracts/{number}";
        Assert.True(written.Status == 200, written.Text);
        Assert.Equal("new", Field(written, "status"));
        Assert.Equal("released", Field(await writer.Send($"{path}/release", new { }, NewKey()), "status"));
        Assert.Equal(403, (await writer.Send($"{path}/approve?version=1", new { }, NewKey())).Status);
        Assert.Equal("active", Field(await approver.Send($"{path}/approve?version=1", new { }, NewKey()), "status"));

        // A price is changed by whoever may, and by nobody else.
        var dearer = Sent(Office.Proposal(DealerBook.Alone("M1", rate: 0.06m, fee: 10), edited: 1) with { Site = "CPT" });
        Assert.Equal(403, (await reader.Send(HttpMethod.Put, path, dearer, NewKey())).Status);
        Assert.Equal((1, 0.05m), await Rate(database, number));
        Assert.Equal("active", Field(await writer.Send(HttpMethod.Put, path, dearer, NewKey()), "status"));
        Assert.Equal((2, 0.06m), await Rate(database, number));
        Assert.Equal(422, (await writer.Send(HttpMethod.Put, path, dearer, NewKey())).Status); // on a version that is not the newest

        var held = await writer.Send($"{path}/hold", new { reason = "Unpaid", employee = "Thandi", until = "2099-01-31T08:00:00Z" }, NewKey());
        var state = JsonDocument.Parse(held.Text).RootElement.GetProperty("history")[0];
        Assert.Equal(("hold", "Thandi", "2099-01-31T08:00:00+00:00"), (Field(held, "status"), state.GetProperty("employee").GetString(), state.GetProperty("releaseExpected").GetString()));
        Assert.Equal("active", Field(await writer.Send($"{path}/resume", new { }, NewKey()), "status"));
        Assert.Equal("suspended", Field(await writer.Send($"{path}/suspend", new { reason = "Shop closed" }, NewKey()), "status"));
        await writer.Send($"{path}/close", new { reason = "Customer left" }, NewKey());
        Assert.Equal("closed", Field(await approver.Send($"{path}/approve", new { }, NewKey()), "status"));

        Assert.DoesNotContain(number, (await reader.Ask("/api/v1/contracts?status=closed&site=CPT&q=prepaid")).Text, StringComparison.Ordinal);
        Assert.Contains(number, (await reader.Ask("/api/v1/contracts?status=closed&site=CPT&q=customer%20cust-a")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await reader.Ask("/api/v1/contracts?status=bogus")).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_contract_lives_by_verbs(TestDatabase database)
    {
        await Office.Dealer().Site("CPT").Import(database);

        Assert.Contains("is new: version 1, from 2026-01.", await Save(database, Office.Proposal() with { Site = "CPT" }), StringComparison.Ordinal);
        const string Number = Office.Contract;
        await Does(database, "released", "release", Number);
        await Does(database, "approved", "approve", Number, "--version", "1");
        Assert.Contains(Number, await Does(database, Number, "list", "cust-a", "--site", "CPT", "--status", "active"), StringComparison.Ordinal);
        Assert.DoesNotContain(Number, await Does(database, "Number", "list", "nobody"), StringComparison.Ordinal);
        Assert.DoesNotContain(Number, await Does(database, "Number", "list", "--site", "JNB"), StringComparison.Ordinal);
        Assert.StartsWith("Contracts have no status 'bogus'.", (await database.Platen("contract", "list", "--status", "bogus")).Error, StringComparison.Ordinal);

        await Does(database, "put on hold", "hold", Number, "--reason", "Unpaid", "--employee", "Thandi", "--until", "2099-01-31");
        await Does(database, "resumed", "resume", Number);

        var dearer = Office.Proposal(DealerBook.Alone("M1", fee: 12), edited: 1) with { Number = Number, Site = "CPT" };
        Assert.Contains("it would wait for approval", await Save(database, dearer, "--check"), StringComparison.Ordinal);
        Assert.Contains("is released: version 2", await Save(database, dearer), StringComparison.Ordinal);
        await Does(database, "removed from approval", "withdraw", Number);
        await Does(database, "change discarded", "discard", Number);
        Assert.Contains("says so already", await Save(database, Office.Proposal(edited: 1) with { Number = Number, Site = "CPT" }), StringComparison.Ordinal);

        await Does(database, "Waits to be closed.", "close", Number, "--reason", "Customer left");
        await Does(database, "Ended.", "approve", Number);
        Assert.Contains("Customer left", await Does(database, "closed", "show", Number), StringComparison.Ordinal);
    }

    /// <summary>Each call is one of its own.</summary>
    static string NewKey() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    static JsonElement Sent(ContractProposal proposal) => JsonSerializer.SerializeToElement(proposal, Platen.Data.Json.Options);

    static string Field(Answer answer, string name) =>
        JsonDocument.Parse(answer.Text).RootElement.TryGetProperty(name, out var value) ? value.ToString() : answer.Text;

    static async Task<(int Version, decimal Charge)> Rate(TestDatabase database, string number)
    {
        var newest = (await database.Show(number)).Versions[^1];
        return (newest.Version, newest.Terms.Items[0].Meters[0].Levels[0].UnitCharge);
    }

    static async Task<string> Save(TestDatabase database, ContractProposal proposal, params string[] more)
    {
        var file = Path.Combine(database.Folder, "contract.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(proposal, Platen.Data.Json.Options), TestContext.Current.CancellationToken);
        return await Does(database, "", ["save", file, .. more]);
    }

    /// <summary>Runs a verb, which says some words.</summary>
    static async Task<string> Does(TestDatabase database, string words, params string[] verb)
    {
        var said = await database.Platen(["contract", .. verb]);
        Assert.True(said.Exit == Exit.Done, said.Error);
        Assert.Contains(words, said.Output, StringComparison.Ordinal);
        return said.Output;
    }
}
