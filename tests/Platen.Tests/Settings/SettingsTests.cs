using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Settings;
using Platen.Settings.Sealing;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Settings;

/// <summary>The dealer's settings: what holds where nothing is kept, and how they are changed and told.</summary>
public class SettingsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Where_nothing_is_kept_the_defaults_hold(TestDatabase database) =>
        Assert.Equal(
            new BillingRules { ReleaserAndApproverMustDiffer = true, Reapproval = Reapproval.Full, BillLastApprovedWhileReleased = false, UpdateShippingAddresses = true },
            await new SettingsStore(database.Database).Get<BillingRules>(Cancellation));

    [Theory, EveryDatabase]
    public async Task A_change_holds_and_is_told_with_before_and_after(TestDatabase database)
    {
        await Change(database, new BillingRules { Reapproval = Reapproval.VendorList });

        Assert.Equal(Reapproval.VendorList, (await new SettingsStore(database.Database).Get<BillingRules>(Cancellation)).Reapproval);
        await using var db = new Db(database.Database);
        var entry = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal(("settings.changed", "billing-rules"), (entry.Action, entry.Subject));
        Assert.Equal([new FieldChange("reapproval", "full", "vendor-list")], RecordChanges.Of(entry.Before, entry.After));
    }

    [Theory, EveryDatabase]
    public async Task What_changes_nothing_is_not_told(TestDatabase database)
    {
        await Change(database, new BillingRules());

        await using var db = new Db(database.Database);
        Assert.False(await db.AuditEntries.AnyAsync(Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task Fields_are_set_by_name_and_given_back_their_default(TestDatabase database)
    {
        var set = await database.Platen("settings", "set", "billing-rules.releaserAndApproverMustDiffer=false", "billing-rules.reapproval=vendor-list");
        var back = await database.Platen("settings", "set", "billing-rules.reapproval=", "--json");

        Assert.Equal(Exit.Done, set.Exit);
        Assert.Contains("billing-rules.reapproval=vendor-list\n", set.Output, StringComparison.Ordinal);
        Assert.Equal(new BillingRules { ReleaserAndApproverMustDiffer = false }, await new SettingsStore(database.Database).Get<BillingRules>(Cancellation));
        Assert.Contains("\"reapproval\": \"full\"", back.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("billing-rules.reapproval=none", "say full or vendor-list")]
    [InlineData("billing-rules.updateShippingAddresses=sometimes", "say true or false")]
    [InlineData("billing-rules.updateShippingAddresses=1", "say true or false")]
    [InlineData("billing-rules.colour=red", "there is no such field")]
    [InlineData("colours.red=1", "there are no such settings")]
    [InlineData("billing-rules", "say NAME=VALUE")]
    public async Task What_does_not_do_is_refused_with_the_remedy(string field, string says)
    {
        await using var database = await TestDatabase.Create(DatabaseKind.SQLite);

        var said = await database.Platen("settings", "set", field);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_program_reads_them_whole_and_changes_them_field_by_field(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        var (status, body) = await Put(platen, new { releaserAndApproverMustDiffer = false });
        await Put(platen, new { reapproval = "vendor-list" });
        var (wrong, told) = await Put(platen, new { colour = "red" });
        await Put(platen, new { reapproval = (string?)null });

        Assert.Equal((200, 422), (status, wrong));
        Assert.Contains("colour", told.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(body.GetProperty("releaserAndApproverMustDiffer").GetBoolean());
        Assert.Equal("full", (await platen.Get("/api/v1/settings")).GetProperty("billing-rules").GetProperty("reapproval").GetString());
    }

    static async Task<(int Status, JsonElement Body)> Put(RunningPlaten platen, object rules)
    {
        using var answer = await platen.Http.PutAsJsonAsync("/api/v1/settings/billing-rules", rules, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    static async Task Change<T>(TestDatabase database, T asked)
        where T : class, ISettings, new()
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).BuildServiceProvider();
        await new ChangeSettings(database.Database, services.GetRequiredService<Seals>(), database.Trail()).Run(asked, Cancellation);
    }
}
