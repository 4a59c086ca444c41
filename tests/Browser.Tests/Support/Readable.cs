using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Platen.Browser.Tests.Support;

/// <summary>What keeps someone from reading a page, as axe judges it.</summary>
static class Readable
{
    /// <summary>
    /// Pages stay as they first come. Otherwise the live page takes over from it while it is judged, and its title is away for
    /// a moment.
    /// </summary>
    public static Task StayAsDelivered(this IPage page) =>
        page.RouteAsync("**/_framework/blazor.web*.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));

    /// <summary>One line for each fault, with where it is.</summary>
    public static async Task<IReadOnlyList<string>> Faults(this IPage page)
    {
        var judged = await page.RunAxe(new() { ResultTypes = [ResultType.Violations] }); // what passes need not be told
        return
        [
            .. judged.Violations.Select(found => $"{found.Id}: {found.Help} ({string.Join(", ", found.Nodes.Take(5).Select(node => node.Html))})"),
        ];
    }
}
