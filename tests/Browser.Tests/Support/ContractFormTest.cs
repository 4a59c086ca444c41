using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Platen.Book;
using Platen.Contracts;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Forms;
using Platen.Testing;

namespace Platen.Browser.Tests.Support;

/// <summary>A test of the contract form: the dealer it is filled in at, and the keys that fill it in.</summary>
public abstract class ContractFormTest(Chromium chromium) : BrowserTest(chromium)
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The small dealer, with two machines on no contract, and the people who look at contracts.</summary>
    /// <param name="more">What the test needs beyond.</param>
    protected async Task Dealer(Action<JsonNode>? more = null)
    {
        var book = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathTo("tests", "Browser.Tests", "Support", "small-dealer.json"), Stop))!;
        Machine(book, "AM-3", "AMA001");
        Machine(book, "AM-4", "AMA001");
        more?.Invoke(book);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(book.ToJsonString()));
        await new ImportBook(Site.Database, Site.Trail).Run(stream, approve: false, Bars.Unseen, Stop);
        await Insider.Add(Site.Database, "Ben Boss", Insider.Approver, "Approver");
        await Insider.Add(Site.Database, "Carla Care", Insider.Reader, "Account manager");
    }

    protected static void Machine(JsonNode book, string serial, string customer) => book["machines"]!.AsArray().Add(new JsonObject
    {
        ["serial"] = serial,
        ["partCode"] = "MFP-300",
        ["customer"] = customer,
        ["meters"] = new JsonArray(new JsonObject { ["type"] = "Mono", ["digits"] = 7 }),
    });

    protected async Task Type(string label, string text)
    {
        await Page.GetByLabel(label, new() { Exact = true }).First.FocusAsync();
        await Retype(text);
    }

    protected async Task Retype(string text)
    {
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Tab");
    }

    protected Task Press(string button) => Button(button).First.PressAsync("Enter");

    /// <summary>A field by its place in what is written.</summary>
    protected ILocator Field(string path) => Page.Locator("#" + FormFaults.IdOf(path));

    /// <summary>A field with what is said beside it.</summary>
    protected ILocator Beside(string path) => Page.Locator(".entry", new() { Has = Field(path) });

    private protected async Task<ContractProposal> Newest(string number) => ContractEditor.Newest(await Shown(number));

    private protected async Task<ContractView> Shown(string number)
    {
        await using var db = new Db(Site.Database);
        return (await new ShowContract(db, Clock).Run(number, Stop))!;
    }
}
