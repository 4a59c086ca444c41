using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Platen.Browser.Tests.Support;

/// <summary>What keeps someone from reading a page, as axe judges it.</summary>
static class Readable
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Pages stay as they first come. Otherwise the live page takes over from it while it is judged, and its title is away for
    /// a moment.
    /// </summary>
    public static Task StayAsDelivered(this IPage page) =>
        page.RouteAsync("**/_framework/blazor.web*.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));

    /// <summary>One line for each fault, with where it is. In the page itself: axe's own wrapper opens another for each, for frames, which Platen has none of.</summary>
    public static async Task<IReadOnlyList<string>> Faults(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations
                .map(found => `${found.id}: ${found.help} (${found.nodes.slice(0, 5).map(node => node.html).join(', ')})`)
            """);
    }
}
