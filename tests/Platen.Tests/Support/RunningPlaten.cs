using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Platen.Shell;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>The real host on a free loopback port, over a test's database: asked over HTTP as any program asks it.</summary>
sealed class RunningPlaten : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Visitor _caller;

    RunningPlaten(WebApplication app)
    {
        _app = app;
        _caller = Visitor();
    }

    public HttpClient Http => _caller.Http;

    public IServiceProvider Services => _app.Services;

    /// <summary>Somebody who comes by with a browser, not signed in.</summary>
    public Visitor Visitor() => new(_app.Urls.First());

    /// <summary>Asked by Anna, who may do everything.</summary>
    public static async Task<RunningPlaten> SignedIn(TestDatabase database, TimeProvider? clock = null)
    {
        await Insider.Add(database.Database);
        var platen = await On(database, clock, Insider.LetIn);
        await platen.SignIn();
        return platen;
    }

    /// <summary>Signs Anna in again, whose session lasts a day's work.</summary>
    public Task SignIn() => Insider.SignIn(_caller);

    /// <param name="more">What this host has beyond any other.</param>
    public static async Task<RunningPlaten> On(TestDatabase database, TimeProvider? clock = null, Action<WebApplicationBuilder>? more = null)
    {
        var app = WebHost.Build(database.Database, clock ?? TimeProvider.System, builder =>
        {
            builder.Services.HashLightly();
            more?.Invoke(builder);
        }, "http://127.0.0.1:0");
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
        _caller.Dispose();
        await _app.DisposeAsync();
    }
}
