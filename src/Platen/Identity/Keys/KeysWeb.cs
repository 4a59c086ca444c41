using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Platen.Audit;
using Platen.Shell;

namespace Platen.Identity.Keys;

/// <summary>What the web host needs so that programs can call with a key.</summary>
static class KeysWeb
{
    /// <summary>A person by their cookie, or a program by its key.</summary>
    const string Caller = "caller";

    public static WebApplicationBuilder AddKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(Caller)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(Actor.KeyScheme, null)
            .AddPolicyScheme(Caller, null, options => options.ForwardDefaultSelector = context => CarriesKey(context.Request)
                ? Actor.KeyScheme
                : IdentityConstants.ApplicationScheme);
        builder.Services.AddScoped<CheckKey>().AddSingleton<KeyUses>().AddHostedService(host => host.GetRequiredService<KeyUses>());
        return builder;
    }

    // Only where programs call: a page is for people. Other schemes, Basic say, are for what stands in front of Platen.
    static bool CarriesKey(HttpRequest request) =>
        WebHost.IsCall(request.Path) && request.Headers.Authorization.ToString().StartsWith(KeyHandler.Bearer, StringComparison.OrdinalIgnoreCase);
}
