using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using Platen.Contracts;
using Platen.Identity.Roles;
using Platen.Testing;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>A contract as an administrator writes it: by keyboard, from an empty form to an approved contract.</summary>
public class ContractFormTests(Chromium chromium) : ContractFormTest(chromium)
{
    [Fact]
    public async Task A_contract_is_written_by_keyboard_released_by_one_and_approved_by_another()
    {
        await Dealer(book => book["sites"] = new JsonArray(JsonNode.Parse("""{"code":"CPT","name":"Cape Town"}""")));
        await Open("/contracts/new");

        await Type("Customer", "AMA001");
        await Page.GetByLabel("First day", new() { Exact = true }).FillAsync("2026-10-01");
        await Page.GetByLabel("Add machines").FocusAsync();
        await Page.Keyboard.InsertTextAsync("AM-3\t1,100\t2026-09-30\nAM-4\t200\nNO-1");
        await Press("Add them");
        await Expect(Page.GetByText("2 machines added.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Line 3: There is no machine NO-1.")).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Mono of AM-3 started at")).ToHaveValueAsync("1100");

        var tick = Page.GetByRole(AriaRole.Checkbox, new() { Name = "Mono" });
        await tick.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Type("Minimum", "500");
        await Type("pays for copies", "3000");
        await Type("Unit charge", "0.05");
        await Press("Add a level");
        await Expect(Page.GetByLabel("From copy", new() { Exact = true })).ToHaveValueAsync("4001");
        await Page.GetByLabel("From copy", new() { Exact = true }).FocusAsync();
        await Retype("10001");
        await Page.GetByLabel("Unit charge").Nth(1).FocusAsync();
        await Retype("0.04");
        await Press("Add a fee for the whole contract");
        await Type("Fee", "Insurance");
        await Type("Amount", "300");
        await Expect(Page.GetByText("Nothing wrong.")).ToBeVisibleAsync();

        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveTextAsync("CPC0000001");
        await Press("Release for approval");
        await Expect(Button("Remove from approval")).ToBeVisibleAsync();

        var ben = await NewWindow(1280, 800, Insider.Approver);
        await ben.GotoAsync("/contracts/CPC0000001");
        await Expect(ben.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await ben.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).PressAsync("Enter");
        await Expect(ben.GetByText("Billed and served.")).ToBeVisibleAsync();
        await ben.Context.CloseAsync();
        Assert.Equal(ContractStatus.Active, (await Shown("CPC0000001")).Contract.Status);

        await Open("/contracts/CPC0000001");
        await Press("Put on hold…");
        await Type("Why", "Unpaid");
        await Type("Whom to ask", "Thandi");
        await Page.GetByLabel("Expected to end, UTC").FillAsync("2099-01-31T08:00");
        await Button("Put on hold").Last.PressAsync("Enter");
        await Expect(Page.GetByText("ask Thandi; expected to end")).ToBeVisibleAsync();
        Assert.Equal(new DateTimeOffset(2099, 1, 31, 8, 0, 0, TimeSpan.Zero), (await Shown("CPC0000001")).States[0].ReleaseExpected);

        // The list opens where it was looked at last.
        await Open("/contracts");
        await Link("Hold").PressAsync("Enter");
        await Expect(Link("CPC0000001")).ToBeVisibleAsync();
        await Link("Cape Town").PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(Site.Address + "/contracts?status=hold&site=CPT");
        await Page.GotoAsync("/contracts");
        await Expect(Page).ToHaveURLAsync(Site.Address + "/contracts?status=hold&site=CPT");

        using var carla = new Visitor(Site.Address);
        await Insider.SignIn(carla, Insider.Reader);
        var refused = await carla.Open("/contracts/CPC0000001/edit");
        Assert.Equal((403, true), (refused.Status, refused.Words.Contains("Your roles do not open this page.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_it_would_bill_in_the_foot()
    {
        await Dealer();
        await Site.BillSmallDealer();
        await Open("/contracts/AM-POOL/edit");
        await Expect(Page.GetByText("as billed")).ToBeVisibleAsync();

        await Type("Minimum", "600");
        await Expect(Page.GetByText("+100.00 against what was billed")).ToBeVisibleAsync();

        await Page.GetByLabel("Last day", new() { Exact = true }).FillAsync("2026-01-31");
        await Type("Exchange rate", "0");
        await Type("Billing day", "soon");
        await Press("Add a level");
        await Page.GetByLabel("From copy", new() { Exact = true }).FocusAsync();
        await Retype("2000");
        foreach (var said in (string[])["The contract ends before it starts.", "An exchange rate is above 0.", "A whole number.", "The second level is from 2,000, but the first begins at copy 3,001. Begin later, so that the first level has copies (M-9)."])
            await Expect(Page.Locator(".entry").GetByText(said)).ToBeVisibleAsync();

        await Page.Locator(".form-foot .jump").PressAsync("Enter");
        await Expect(Page.GetByLabel("Billing day")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Two_who_change_one_contract_keep_both_changes_and_a_page_left_keeps_what_was_typed()
    {
        await Dealer();
        await Open("/contracts/BB-ALONE/edit");
        await Type("Order number", "PO-7");
        await Expect(Page.GetByText("Counts at once")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What changes" })).ToContainTextAsync("PO-7");
        await Page.ReloadAsync();
        await Button("Go on with it").ClickAsync();
        await Expect(Page.GetByLabel("Order number").First).ToHaveValueAsync("PO-7");

        await ChangedMeanwhile("BB-ALONE");
        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("saved this contract while you edited it");
        await Press("Lay mine on top");
        await Expect(Page.GetByLabel("Tax, percent")).ToHaveValueAsync("14");
        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveTextAsync("BB-ALONE");

        var newest = await Newest("BB-ALONE");
        Assert.Equal(("PO-7", 14m), (newest.Terms!.OrderNumber, newest.Terms.TaxRate));
    }

    async Task ChangedMeanwhile(string number)
    {
        var newest = await Newest(number);
        var approvers = new AskApprovers(new WhoMay(new Rights(Site.Database, new Catalogue(Modules.Permissions, BuiltInRoles.All))));
        await new SaveContract(Site.Database, Site.Trail, approvers).Change(number, newest with { Terms = newest.Terms! with { TaxRate = 14 } }, Stop);
    }
}
