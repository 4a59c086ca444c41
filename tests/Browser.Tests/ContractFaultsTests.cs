using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using Platen.Testing;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>What the contract form answers to bad input, beside the field; and to a price that one may not change alone.</summary>
public class ContractFaultsTests(Chromium chromium) : ContractFormTest(chromium)
{
    [Fact]
    public async Task Prepaid_copies_need_a_pool_behind_them_and_are_always_free()
    {
        await Dealer();
        await Open("/contracts/CC-ALONE/edit");

        await Type("Type", "prepaid");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Prepaid meter types" }).GetByLabel("Mono").PressAsync("Space");
        var prepaid = Page.GetByRole(AriaRole.Region, new() { Name = "Mono prepaid" });
        await Expect(prepaid).ToContainTextAsync("There is no active aggregate meter Mono: its price is billed once the prepaid copies are used up (P-2).");
        await Field("terms.prepaid[0].freeOfCharge").PressAsync("Space");
        await Expect(Beside("terms.prepaid[0].freeOfCharge")).ToContainTextAsync("Prepaid copies are always free of charge");
        await Field("terms.prepaid[0].freeOfCharge").PressAsync("Space");
        await Type("Included copies", "10000");

        await Page.GetByRole(AriaRole.Group, new() { Name = "Meter types in a pool" }).GetByLabel("Mono").PressAsync("Space");
        await Expect(Page.GetByText("Needs approval; then from")).ToBeVisibleAsync();

        // Out of the pool again, its prepaid row stays and says what is missing.
        await Page.GetByRole(AriaRole.Group, new() { Name = "Meter types in a pool" }).GetByLabel("Mono").PressAsync("Space");
        await Expect(prepaid).ToContainTextAsync("There is no active aggregate meter Mono");
    }

    [Fact]
    public async Task A_pool_has_one_payer_and_a_consolidated_customer_none_and_a_machine_is_on_one_contract()
    {
        await Dealer(book =>
        {
            book["customers"]!.AsArray().Add(new JsonObject { ["code"] = "CON001", ["name"] = "Consolidated Consultants", ["consolidated"] = true });
            Machine(book, "CO-1", "CON001");
            Contract(book, "CO-ALONE", "CON001", aggregate: false, "CO-1");
            Contract(book, "AM-OLD", "AMA001", aggregate: true, "AM-3", "AM-4");
        });

        await Open("/contracts/AM-OLD/edit");
        await Press("Details of AM-4");
        await Page.Locator(".unfolded .price-form + details > summary").PressAsync("Enter");
        await Field("terms.items[1].meters[0].billTo").FocusAsync();
        await Retype("CED001");
        await Expect(Beside("terms.items[1].meters[0].billTo")).ToContainTextAsync("The Mono pool is billed to the contract's customer, and has one payer (M-14).");

        await Open("/contracts/CO-ALONE/edit");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Meter types in a pool" }).GetByLabel("Mono").PressAsync("Space");
        await Expect(Field("terms.aggregateMeters")).ToContainTextAsync("A consolidated customer may not have an aggregate contract (M-13).");

        await Open("/contracts/new");
        await Type("Customer", "BLU001");
        await Page.GetByLabel("Add machines").FillAsync("BB-1");
        await Press("Add them");
        await Expect(Row("BB-1")).ToContainTextAsync("The machine BB-1 is on the contract BB-ALONE at the same time. End it there first, or let it begin here later.");
        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Page.Locator(".form-foot")).ToContainTextAsync("1 fault");
    }

    [Fact]
    public async Task A_price_of_a_contract_that_enforces_authorisation_waits_for_somebody_else_who_sees_old_and_new()
    {
        await Dealer(book => Terms(book, "BB-ALONE")["enforceAuthorisation"] = true);
        await Open("/contracts/BB-ALONE/edit");

        await Press("Details of BB-1");
        await Field("terms.items[0].meters[0].levels[0].unitCharge").FocusAsync();
        await Retype("0.09");
        await Expect(Page.GetByText("Needs approval; then from")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveTextAsync("BB-ALONE");
        await Expect(Page.GetByText("Waits for approval. Not billed until the change is approved or discarded.")).ToBeVisibleAsync();
        await Press("Approve");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You released BB-ALONE yourself: somebody else approves it (L-8).");

        var carla = await NewWindow(1280, 800, Insider.Reader);
        await carla.GotoAsync("/contracts/BB-ALONE");
        await Expect(carla.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await Expect(carla.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true })).ToHaveCountAsync(0);
        await carla.Context.CloseAsync();

        var ben = await NewWindow(1280, 800, Insider.Approver);
        await ben.GotoAsync("/contracts/BB-ALONE");
        await Expect(ben.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await Expect(ben.GetByRole(AriaRole.Row).Filter(new() { HasText = "unit charge" })).ToHaveTextAsync(new Regex(@"Machine BB-1, Mono, level 1 from 0, unit charge\s*0\.08\s*0\.09\s*needed"));
        await ben.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).PressAsync("Enter");
        await Expect(ben.GetByText("Billed and served.")).ToBeVisibleAsync();
        await ben.Context.CloseAsync();

        Assert.Equal(0.09m, (await Newest("BB-ALONE")).Terms!.Items[0].Meters[0].Levels[0].UnitCharge);
    }

    [Fact]
    public async Task The_list_opens_on_what_is_active_and_then_on_what_was_looked_at_last()
    {
        await Dealer();
        await Open("/contracts");
        await Expect(Link("Active")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Link("BB-ALONE")).ToBeVisibleAsync();

        await Link("New").ClickAsync();
        await Expect(Link("BB-ALONE")).ToHaveCountAsync(0);
        await Page.GotoAsync("/customers");
        await Page.GotoAsync("/contracts");

        await Expect(Page).ToHaveURLAsync(new Regex("/contracts\\?status=new$"));
        await Expect(Link("New")).ToHaveAttributeAsync("aria-current", "true");
    }

    static JsonNode Terms(JsonNode book, string number) =>
        book["contracts"]!.AsArray().Single(contract => contract!["number"]!.GetValue<string>() == number)!["terms"]![0]!;

    /// <summary>Machines' Mono meters with a price each; aggregate, they are a pool as it was kept of old.</summary>
    static void Contract(JsonNode book, string number, string customer, bool aggregate, params string[] serials) => book["contracts"]!.AsArray().Add(new JsonObject
    {
        ["number"] = number,
        ["customer"] = customer,
        ["type"] = "cost-per-copy",
        ["start"] = "2026-09-01",
        ["terms"] = new JsonArray(new JsonObject
        {
            ["from"] = "2026-09",
            ["items"] = new JsonArray([.. serials.Select(serial => new JsonObject
            {
                ["machine"] = serial,
                ["meters"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Mono", ["startReading"] = 0, ["readingDate"] = "2026-08-31", ["aggregate"] = aggregate,
                    ["levels"] = new JsonArray(new JsonObject { ["from"] = 0, ["unitCharge"] = "0.05" }),
                }),
            })]),
        }),
    });
}
