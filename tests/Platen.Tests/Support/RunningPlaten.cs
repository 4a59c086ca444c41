using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Platen.Shell;

namespace Platen.Tests.Support;

/// <summary>The real host on a free loopback port, over a test's database: asked over HTTP as any program asks it.</summary>
sealed class RunningPlaten : IAsyncDisposable
{
    readonly WebApplication _app;

    RunningPlaten(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static async Task<RunningPlaten> On(TestDatabase database, TimeProvider? clock = null)
    {
        var app = WebHost.Build(database.Database, clock ?? TimeProvider.System, "http://127.0.0.1:0");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningPlaten(app);
    }

    public async Task<(int Status, JsonElement Body)> Post(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    public Task<JsonElement> Get(string path) => Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
