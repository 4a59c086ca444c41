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

    /// <summary>Some settings of a module's own, read and written whole.</summary>
    public static void MapSettings<T>(this RouteGroupBuilder api, string what)
        where T : class, ISettings, new()
    {
        Group(api).MapGet(T.Name, async (ShowSettings show, CancellationToken cancellation) => TypedResults.Ok(await show.Run<T>(cancellation)))
            .WithName("Get" + typeof(T).Name).Needs(SettingsPermissions.Read).WithSummary(what);
        Group(api).MapPut(T.Name, Change<T>).WithName("Change" + typeof(T).Name).Needs(SettingsPermissions.Edit)
            .WithSummary(what + ": change them")
            .WithDescription("A field left out takes its default. A secret sent back as it was answered stays as it is.");
    }

    static RouteGroupBuilder Group(RouteGroupBuilder api) => api.MapGroup("settings").WithTags("Settings");

    static async Task<Ok<T>> Change<T>(T asked, ChangeSettings change, SettingsStore kept, CancellationToken cancellation)
        where T : class, ISettings, new()
    {
        await change.Run(asked, cancellation);
        return TypedResults.Ok(await kept.Get<T>(cancellation));
    }
}
