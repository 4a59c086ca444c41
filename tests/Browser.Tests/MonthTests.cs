using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using Platen.Data;
using Platen.Readings;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

public class MonthTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_biller_takes_a_month_from_missing_readings_to_the_close()
    {
        await Site.ImportSmallDealer();
        await Site.BillSmallDealer();
        await Open("/");

        await SeeWhatIsMissing();
        await MistypeACounterThatSomebodyElseCorrects();
        await EnterAReading();
        await SetAnotherToTheAverage();
        await RunTheMonth();
        await ReviewADraft();
        await Post();
        await OpenAnInvoiceAndItsPdf();
        await DeliverThem();
        await LearnWhenItCanBeClosed();
        await CloseTheMonth();
    }

    async Task SeeWhatIsMissing()
    {
        await Expect(Title).ToHaveTextAsync("November 2026");
        await Expect(Station("Readings")).ToContainTextAsync("3/5");
        await Expect(Station("Readings")).ToContainTextAsync("2 missing");
    }

    async Task MistypeACounterThatSomebodyElseCorrects()
    {
        await Open("/month/2026-11/readings?state=missing");
        await Page.GetByLabel("Counter Mono of AM-2").PressSequentiallyAsync("580");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Row("AM-2")).ToContainTextAsync("Lower than the 3,900");
        await Open("/month/2026-11/review");
        await Button("Rolled over…").ClickAsync();
        await Expect(Row("AM-2")).ToContainTextAsync("Past its end to 580: 9,996,680 copies");

        await using var db = new Db(Site.Database);
        var held = await db.Readings.SingleAsync(reading => reading.State == ReadingState.Held, TestContext.Current.CancellationToken);
        await new AcceptHeld(Site.Database, Site.Trail).LetGo(held.Id, TestContext.Current.CancellationToken);

        await Button("Count them").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has been decided on already");
        await Button("Rolled over…").ClickAsync(); // put away
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await Button("Rolled over…").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has been decided on already");
        await Open("/");
    }

    async Task EnterAReading()
    {
        await Station("Readings").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Readings of November 2026");
        await Link("Missing").ClickAsync();
        await Expect(Page.GetByText("2 meters", new() { Exact = true })).ToBeVisibleAsync();

        await Page.GetByLabel("Counter Mono of AM-2").PressSequentiallyAsync("5800");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.GetByLabel("Counter Mono of BB-1")).ToBeFocusedAsync();
        await Expect(Row("AM-2")).ToContainTextAsync("saved");
    }

    async Task SetAnotherToTheAverage()
    {
        await Aside("Review").ClickAsync();
        await Row("BB-1").GetByRole(AriaRole.Button, new() { Name = "Set to average" }).ClickAsync();
        await Expect(Row("BB-1")).ToBeHiddenAsync();
    }

    async Task RunTheMonth()
    {
        await Aside("Run").ClickAsync();
        await Button("Start the run").ClickAsync();

        await Expect(Row("Amandla Attorneys")).ToContainTextAsync("820.00"); // 500 + 400 x 0.05 + 300
        await Expect(Row("Bluegum Bakery")).ToContainTextAsync("148.00"); // an average of 1,600: 100 + 600 x 0.08
        await Expect(Row("Cedar Clinic")).ToContainTextAsync("120.00");
    }

    async Task ReviewADraft()
    {
        await Link("Amandla Attorneys").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Draft for Amandla Attorneys");

        var pool = Page.GetByRole(AriaRole.Region, new() { Name = "Mono, 2 machines together" });
        await Expect(pool.GetByText("400 × 0.05 = 20.00")).ToBeHiddenAsync();
        await pool.GetByText("Why?").ClickAsync();
        await Expect(pool.GetByText("400 × 0.05 = 20.00")).ToBeVisibleAsync();
        await Expect(pool.GetByText("3,400 copies from the readings: 1,500 + 1,900.")).ToBeVisibleAsync();
    }

    async Task Post()
    {
        await Page.GoBackAsync();
        await Link("Go on to post").ClickAsync();
        await Button("Post 3 invoices").ClickAsync();
        await Expect(Page.GetByText("of 1,088.00 net are posted.")).ToBeVisibleAsync();
    }

    async Task OpenAnInvoiceAndItsPdf()
    {
        await Link("3 invoices").ClickAsync();
        await Row("Amandla Attorneys").GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        var sheet = Page.GetByRole(AriaRole.Article);
        await Expect(sheet).ToContainTextAsync("943.00"); // 820.00 and 15 % tax

        var pdf = await Page.Context.APIRequest.GetAsync(new Uri(new Uri(Site.Address), await Link("PDF").GetAttributeAsync("href")).AbsoluteUri);
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        Assert.StartsWith("%PDF-", await pdf.TextAsync(), StringComparison.Ordinal);
    }

    async Task DeliverThem()
    {
        await Aside("Deliver").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Deliver November 2026");
        await Button("Deliver 3 invoices").ClickAsync();
        await Expect(Row("Amandla Attorneys")).ToContainTextAsync("waiting"); // until mail is set up
        await Open("/");
        await Expect(Station("Deliver")).ToContainTextAsync("on their way");
    }

    async Task LearnWhenItCanBeClosed()
    {
        await Open("/");
        await Expect(Station("Close")).ToContainTextAsync("from 1 Dec 2026");
        await Expect(Page.GetByText("the month can be closed from 1 Dec 2026")).ToBeVisibleAsync();
    }

    async Task CloseTheMonth()
    {
        Clock.Advance(TimeSpan.FromDays(1));
        await SignInAsAnna(Page); // yesterday's session is over
        await Open("/");
        await Link("close the month.").ClickAsync();
        await Button("Close November 2026").ClickAsync();
        await Expect(Page.GetByText("November 2026 is closed: 3 invoices of 1,088.00 net")).ToBeVisibleAsync();

        await Link("Go on with December 2026").ClickAsync();
        await Expect(Title).ToHaveTextAsync("December 2026");
        await Open("/month/2026-11");
        await Expect(Station("Close")).ToContainTextAsync("closed");
    }

    /// <summary>A station of the month on the home page.</summary>
    ILocator Station(string name) => Page.GetByRole(AriaRole.List, new() { Name = "The month" })
        .GetByRole(AriaRole.Link).Filter(new() { HasText = name });

    /// <summary>A station of the month down the side of every page.</summary>
    ILocator Aside(string name) => Page.GetByRole(AriaRole.Navigation, new() { Name = "Platen" })
        .GetByRole(AriaRole.Link).Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });
}
