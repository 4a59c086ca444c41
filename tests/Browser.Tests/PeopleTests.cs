using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platen.Audit;
using Platen.Browser.Tests.Support;
using Platen.Identity;
using Platen.Testing;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>An administrator makes a role, lets somebody in with it, and disables them; a tab whose session ended asks to sign in.</summary>
public partial class PeopleTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Zanele = "zanele@dealer.example";

    [Fact]
    public async Task A_role_is_made_given_with_a_link_and_taken_away()
    {
        await Open("/people/roles");
        await Button("Make a role").ClickAsync();
        await Page.GetByLabel("What it is called").FillAsync("Stock clerk");
        await Page.GetByLabel("What its holder does").FillAsync("Counts machines.");
        await Page.GetByLabel("See machines and their meters").CheckAsync();
        await Button("Make the role").ClickAsync();
        await Expect(Row("Stock clerk")).ToContainTextAsync("1 of");

        await Open("/people");
        await Button("Let somebody in").ClickAsync();
        await Page.GetByLabel("E-mail address").FillAsync(Zanele);
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Zanele Dube");
        await Page.GetByLabel("Stock clerk").CheckAsync();
        await Button("Let them in").ClickAsync();
        await Expect(Page.Locator("#token")).ToContainTextAsync("/welcome?token=");
        await Button("I have it").ClickAsync();

        await Link("Zanele Dube").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Zanele Dube");
        await Page.GetByLabel("Own accounts only").CheckAsync();
        await Button("Keep what they see").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is kept, and counts from now on.");
        await Button("Disable").ClickAsync();
        await Expect(Button("Let in again")).ToBeVisibleAsync();
        await Expect(Page.Locator(".history").GetByText("person disabled")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tab_whose_session_ended_elsewhere_asks_to_sign_in_and_comes_back()
    {
        await Open("/customers");
        var people = new PeopleStore(Site.Database, () => new AuditTrail(Site.Database, Actor.CommandLine, Clock));
        var anna = (await people.FindByEmailAsync(Person.KeyOf(Insider.Email), TestContext.Current.CancellationToken))!;
        anna.Stamp = AddPerson.NewStamp();
        await people.UpdateAsync(anna, TestContext.Current.CancellationToken);

        await Expect(Page).ToHaveURLAsync(BackToCustomers(), new() { Timeout = Chromium.Patience });
        await Expect(Title).ToHaveTextAsync("Sign in");
    }

    [GeneratedRegex(@"/sign-in\?returnTo=%2Fcustomers$")]
    private static partial Regex BackToCustomers();
}
