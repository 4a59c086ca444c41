using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Settings;

static class SettingsApi
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        Group(api).MapGet("", async (ShowSettings show, CancellationToken cancellation) => TypedResults.Ok(await show.Run(null, cancellation)))
            .WithName("ListSettings").Needs(SettingsPermissions.Read).WithSummary("All settings by their names; a secret says only that it is kept");
        api.MapSettings<BillingRules>("Rules of contracts and billing");
    }

    /// <summary>Some settings of a module's own, read whole, changed field by field.</summary>
    public static void MapSettings<T>(this RouteGroupBuilder api, string what)
        where T : class, ISettings, new()
    {
        // Named, for the compiler's look into a handler of a type parameter fails.
        Delegate show = Show<T>, change = Change<T>;
        Group(api).MapGet(T.Name, show).WithName("Get" + typeof(T).Name).Needs(SettingsPermissions.Read).WithSummary(what);
        Group(api).MapPut(T.Name, change).WithName("Change" + typeof(T).Name).Needs(SettingsPermissions.Edit)
            .WithSummary(what + ": change them")
            .WithDescription("A field left out stays as it is; null gives it its default back. A secret sent back as it was answered stays, too.").Accepts<T>("application/json");
    }

    static RouteGroupBuilder Group(RouteGroupBuilder api) => api.MapGroup("settings").WithTags("Settings");

    static async Task<Ok<T>> Show<T>(ShowSettings show, CancellationToken cancellation)
        where T : class, ISettings, new() => TypedResults.Ok(await show.Run<T>(cancellation));

    static async Task<Ok<T>> Change<T>(JsonObject fields, ChangeSettings change, SettingsStore kept, CancellationToken cancellation)
        where T : class, ISettings, new()
    {
        await change.Run(SettingsKind.Of<T>(), fields, cancellation);
        return TypedResults.Ok(await kept.Get<T>(cancellation));
    }
}
