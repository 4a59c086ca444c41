using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor.Services;
using Platen.Audit;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Calls;
using Platen.Shell.Finding;
using Platen.Shell.Layout;

namespace Platen.Shell;

/// <summary>Hosts the pages: Blazor components rendered on the server, prerendered so that the first byte carries the answer.</summary>
static class WebHost
{
    /// <summary>The whole site on a database, ready to start: pages, API, and the use cases of every module.</summary>
    public static WebApplication Build(Database database, TimeProvider clock, params string[] urls) => Build(database, clock, null, urls);

    /// <param name="more">What this host has beyond any other.</param>
    public static WebApplication Build(Database database, TimeProvider clock, Action<WebApplicationBuilder>? more, params string[] urls)
    {
        var builder = CreateBuilder();
        builder.Services.AddPlaten(database, clock);
        more?.Invoke(builder);
        builder.AddToWeb();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is told in a sentence, not as a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseUrls(urls);
        return builder.Build().MapPlatenWeb();
    }

    /// <summary>
    /// A builder whose static files are found wherever it runs: by <c>dotnet run</c>, from published output in any working
    /// folder, and inside a test's process, where the entry assembly is the test's.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        return builder.AddPlatenWeb();
    }

    public static WebApplicationBuilder AddPlatenWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = SafeAnswers.LargestBody;
            server.AddServerHeader = false;
        });
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options =>
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(30)); // a biller's lunch
        builder.Services.AddMudServices();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<CallFaults>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Ask>();
        builder.Services.AddScoped<MonthSignal>();
        builder.Services.AddScoped<Finder>();
        return builder.AddPlatenApi();
    }

    public static WebApplication MapPlatenWeb(this WebApplication app)
    {
        app.UseSafeAnswers();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(AnswerCallersPlainly);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(NameTheCaller);
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api/v1"), api =>
        {
            api.Use(OwnPages.RefuseOthers);
            api.UseMiddleware<IdempotencyKey>();
            api.UseExceptionHandler(); // a refusal is an answer too, and kept as one
        });
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPlatenApi();
        app.MapBesidePages();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(OpenTheHub);
        return app;
    }

    // A page's reader gets a page; whoever calls the API gets its own answer, body or none.
    static Task AnswerCallersPlainly(HttpContext context, RequestDelegate next)
    {
        if (IsCall(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;

        return next(context);
    }

    static Task NameTheCaller(HttpContext context, RequestDelegate next)
    {
        context.RequestServices.GetRequiredService<Acting>().Who =
            Actor.Of(context.User) ?? Actor.AtTheDoor(context.Connection.RemoteIpAddress?.ToString());
        return next(context);
    }

    /// <summary>What the framework maps beside the pages, an open tab's connection above all, is for whoever is signed in.</summary>
    static void OpenTheHub(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            endpoint.Metadata.Add(new NeedsAttribute(Permission.SignedIn));
    }

    /// <summary>Whether a request comes from a program rather than from a person looking at a page.</summary>
    public static bool IsCall(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");
}
