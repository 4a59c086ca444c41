using Microsoft.AspNetCore.Builder;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Testing;

namespace Platen.Browser.Tests.Support;

/// <summary>Platen's web host on a free port and a data folder of its own, with the clock that the test gives.</summary>
sealed class Site : IAsyncDisposable
{
    readonly TemporaryFolder _folder;
    readonly WebApplication _app;

    Site(TemporaryFolder folder, Database database, TimeProvider clock, WebApplication app) =>
        (_folder, Database, Clock, _app) = (folder, database, clock, app);

    public string Address => _app.Urls.Single();

    /// <summary>For what a test arranges before it looks at a page.</summary>
    public Database Database { get; }
    public TimeProvider Clock { get; }

    /// <summary>In whose name a test arranges.</summary>
    public AuditTrail Trail => new(Database, Actor.CommandLine, Clock);

    /// <param name="more">What this host has beyond any other.</param>
    public static async Task<Site> Start(TimeProvider clock, Action<WebApplicationBuilder>? more)
    {
        var folder = new TemporaryFolder();
        var database = Database.Open(folder.Path, null);
        database.Migrate();

        var app = WebHost.Build(database, clock, more, "http://127.0.0.1:0"); // the system picks a free port
        await app.StartAsync();
        return new Site(folder, database, clock, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
