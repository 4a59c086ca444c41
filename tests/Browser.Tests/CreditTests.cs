using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>A biller takes an invoice with a mistyped reading back, bills it again, and sees what the customer was told.</summary>
public class CreditTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_wrong_reading_is_credited_and_billed_again_and_both_stand_in_the_statement()
    {
        await Site.ImportSmallDealer();
        await Site.BillSmallDealer();

        await Open("/invoices/INV0000005");
        await Link("Credit…").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Credit INV0000005");
        var right = Page.GetByRole(AriaRole.Spinbutton).First;
        var billed = long.Parse(await right.InputValueAsync(), CultureInfo.InvariantCulture);
        await right.FillAsync((billed - 100).ToString(CultureInfo.InvariantCulture));
        await Page.GetByLabel("Reason, as the credit note says it").FillAsync("Reading mistyped");
        await Button("Show what it would do").ClickAsync();
        await Expect(Row("Credit note")).ToContainTextAsync("credits INV0000005");
        await Expect(Row("New invoice")).ToBeVisibleAsync();
        await Expect(Row("Difference")).ToContainTextAsync("−");
        await Readable();

        await Button("Credit INV0000005 and bill again").ClickAsync();
        await Expect(Title).ToHaveTextAsync("INV0000005 is credited");
        await Link("CRN0000001").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Credit note CRN0000001");
        await Expect(Page.GetByText("Reading mistyped").First).ToBeVisibleAsync();
        await Readable();
        await Link("INV0000005").First.ClickAsync();
        await Expect(Page.GetByText("Credited by CRN0000001")).ToBeVisibleAsync();
        await Link("Statement").ClickAsync();
        await Expect(Row("credits INV0000005")).ToContainTextAsync("CRN0000001");
        await Readable();
    }

    async Task Readable() => Assert.Empty(await Page.Faults());
}
