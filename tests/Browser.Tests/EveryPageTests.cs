using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Platen.Billing;
using Platen.Browser.Tests.Support;
using Platen.Data;
using Platen.Demo;
using Platen.Identity.Links;
using Platen.Rating;
using Platen.Shell;
using Platen.Testing;

namespace Platen.Browser.Tests;

public partial class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    const int Desk = 1440, Phone = 390;
    const string Month = "2026-11";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everyone_can_read_every_page_in_light_and_dark_at_a_desk_and_on_a_phone()
    {
        await new DemoDealer(Site.Database, Site.Trail).Prepare(Bars.Unseen, Cancellation);
        var run = await new BillPeriod(Site.Database, Site.Trail).Run(new BillRequest(Period.Parse(Month)), null, Cancellation);
        var (invitation, ben) = await AskBenForACode();
        using (ben)
        {
            await MakeACountAndAskForReadings();
            var pages = EveryPage.At(await Places(run)).Select(page => page == "/welcome" ? invitation : page).ToList();

            // Light at a desk and dark on a phone, side by side.
            var faults = await Task.WhenAll(Judge("light", Desk, pages, ben.Cookies), Judge("dark", Phone, pages, ben.Cookies));
            Assert.True(faults.All(found => found.Count == 0), string.Join('\n', faults.SelectMany(found => found)));
        }
    }

    async Task<List<string>> Judge(string colours, int width, IReadOnlyList<string> pages, IEnumerable<System.Net.Cookie> others)
    {
        var window = await NewWindow(width, 900);
        await window.StayAsDelivered();
        await window.Context.AddCookiesAsync(
        [
            new Cookie { Name = ThemeCookie.Name, Value = colours, Url = Site.Address },
            .. others.Where(cookie => cookie.Name == "platen-code").Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Site.Address }),
        ]);
        var faults = new List<string>();
        foreach (var path in pages)
        {
            var look = string.Create(CultureInfo.InvariantCulture, $"{path} in {colours} at {width}");
            if (await window.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded }) is not { Ok: true })
                faults.Add($"{look}: there is no such page");
            if (window.Url != Site.Address + path)
                faults.Add($"{look}: it leads to {window.Url}");
            if (await window.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                faults.Add($"{look}: wider than the window");
            faults.AddRange((await window.Faults()).Select(fault => $"{look}: {fault}"));
        }

        await window.Context.CloseAsync();
        return faults;
    }

    /// <summary>What stands at the places of the pages' addresses.</summary>
    async Task<Dictionary<string, string>> Places(int run)
    {
        await using var db = new Db(Site.Database);
        var draft = await db.DraftInvoices.Where(draft => draft.RunId == run).FirstAsync(Cancellation);
        var contract = await db.Contracts.OrderBy(contract => contract.Id).FirstAsync(Cancellation);
        var machine = await (
            from row in db.ContractMachines
            join serial in db.Machines on row.MachineId equals serial.Id
            where row.ContractId == contract.Id
            select serial.Serial).FirstAsync(Cancellation);
        var mail = await db.Mails.FirstAsync(mail => mail.Body.Contains("/read/"), Cancellation);
        return new()
        {
            ["contracts/Number"] = contract.Number,
            ["contracts/Serial"] = machine,
            ["counts/Id"] = "1",
            ["customers/Code"] = draft.BillTo,
            ["escalation/Month"] = Month,
            ["groups/Id"] = "1",
            ["invoices/Number"] = "INV0000001",
            ["machines/Serial"] = machine,
            ["mail/Number"] = mail.Id.ToString(CultureInfo.InvariantCulture),
            ["month/Month"] = Month,
            ["people/Email"] = Insider.Email,
            ["read/Token"] = Asked().Match(mail.Body).Groups[1].Value,
            ["runs/Customer"] = draft.CustomerId.ToString(CultureInfo.InvariantCulture),
            ["runs/Id"] = run.ToString(CultureInfo.InvariantCulture),
            ["runs/No"] = draft.No.ToString(CultureInfo.InvariantCulture),
            ["runs/Run"] = run.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A count to the month's end, and mails to customers with links where they enter readings.</summary>
    async Task MakeACountAndAskForReadings()
    {
        using var anna = new Visitor(Site.Address);
        await Insider.SignIn(anna);
        foreach (var (method, path, body) in (IEnumerable<(HttpMethod, string, object)>)
            [
                (HttpMethod.Put, "/api/v1/settings/reading-requests", new { address = Site.Address }),
                (HttpMethod.Post, "/api/v1/readings/requests", new { period = Month }),
                (HttpMethod.Post, "/api/v1/counts", new { cutOff = "2026-11-30" }),
            ])
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
            using var answer = await anna.Http.SendAsync(request, Cancellation);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    /// <summary>Somebody who has a link to choose another password, and has given theirs: now they are asked for a code.</summary>
    async Task<(string Invitation, Visitor Ben)> AskBenForACode()
    {
        await Insider.Add(Site.Database, "Ben Boss", Insider.Approver, "Approver");
        await using var db = new Db(Site.Database);
        var person = await db.People.AsTracking().SingleAsync(person => person.Email == Insider.Approver, Cancellation);
        person.AuthenticatorKey = "JBSWY3DPEHPK3PXP";
        await db.SaveChangesAsync(Cancellation);
        var ben = new Visitor(Site.Address);
        var asked = await ben.Send(await ben.Open("/sign-in"), "/sign-in/as", ("email", Insider.Approver));
        Assert.Equal("The code of your app", asked.Title);
        return (await new OneTimeLinks(Site.Database, Clock).Make(person.Id, person.Name, Site.Trail, Cancellation), ben);
    }

    [GeneratedRegex("/read/(\\S+)")]
    private static partial Regex Asked();
}
