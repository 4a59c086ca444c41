using Microsoft.JSInterop;

namespace Platen.Shell.Forms;

/// <summary>What a form needs of the browser itself: the way to a field, and a place for what is typed and not saved, which lives as long as its tab.</summary>
sealed class FormInBrowser(IJSObjectReference browser, string address) : IAsyncDisposable
{
    const long Largest = 16_000_000;

    public static async Task<FormInBrowser> Of(IJSRuntime js, string address) =>
        new(await js.InvokeAsync<IJSObjectReference>("import", "./platen.js"), address);

    /// <summary>Goes to a field, or to the nearest place above it that is there.</summary>
    public ValueTask GoTo(string path) => browser.InvokeVoidAsync("goTo", FormFaults.IdsAbove(path));

    public ValueTask Keep(string text, CancellationToken cancellation) => browser.InvokeVoidAsync("keepText", cancellation, address, text);

    public ValueTask Forget() => browser.InvokeVoidAsync("forgetText", address);

    /// <returns>Nothing to read where nothing was kept.</returns>
    public async Task<string> Kept()
    {
        // A stream, for a message from a browser has to be short.
        await using var kept = await browser.InvokeAsync<IJSStreamReference>("keptText", address);
        using var reader = new StreamReader(await kept.OpenReadStreamAsync(Largest));
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await browser.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and what it held with it.
        }
    }
}
