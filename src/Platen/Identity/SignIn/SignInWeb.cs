using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Platen.Identity.Links;
using Platen.Identity.Roles;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity.SignIn;

/// <summary>What the web host needs so that people can sign in: cookies, the keys they are sealed with, and the ways in and out.</summary>
static class SignInWeb
{
    static readonly TimeSpan Day = TimeSpan.FromHours(12), Code = TimeSpan.FromMinutes(5);

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                OfPlaten(options, "platen-session", Day);
                options.Events.OnValidatePrincipal = Session.Look;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => OfPlaten(options, "platen-code", Code))
            .AddCookie(IdentityConstants.ExternalScheme, options => OfPlaten(options, "platen-openid", Code))
            .AddOpenId(builder.Configuration);
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>().AddScoped<IAuthorizationHandler, RightsHandler>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, OpenTabs>();
        services.AddScoped<IUserClaimsPrincipalFactory<Person>, PersonClaims>()
            .AddScoped<SignInManager<Person>>()
            .AddScoped<IUserConfirmation<Person>, DefaultUserConfirmation<Person>>()
            .AddScoped<Tries>()
            .AddScoped<SignInTrail>()
            .AddScoped<Session>()
            .AddScoped<CheckPassword>()
            .AddScoped<CheckCode>()
            .AddScoped<KnownByOpenId>()
            .AddScoped<Welcome>();
        return builder;
    }

    static void OfPlaten(CookieAuthenticationOptions options, string name, TimeSpan validity)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // a dealer's own network may have no certificate
        options.ExpireTimeSpan = validity;
        options.SlidingExpiration = validity == Day;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "returnTo";
        // A program gets its answer, not a page.
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (WebHost.IsCall(context.Request.Path) || status == StatusCodes.Status403Forbidden)
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.Use(RefuseOldForms);
        app.MapPost("/sign-out", SignOut).AllowAnonymous().ExcludeFromDescription();
        app.MapOpenId();
        if (app.Services.GetService<OneClick>() is not null)
            app.MapPost("/sign-in/as", OneClick.Enter).AllowAnonymous().ExcludeFromDescription();
    }

    // A form of another site, or one from before signing in or out: neither does anything.
    static Task RefuseOldForms(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            return next(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/old-form";
        return Task.CompletedTask;
    }

    /// <summary>Out of this browser. That the form is Platen's own is checked because it binds a field of it.</summary>
    static async Task<IResult> SignOut([FromForm] string? returnTo, SignInManager<Person> cookies)
    {
        await cookies.SignOutAsync();
        return Results.LocalRedirect("/sign-in" + QueryString.Create("returnTo", ReturnTo.Local(returnTo)));
    }
}
