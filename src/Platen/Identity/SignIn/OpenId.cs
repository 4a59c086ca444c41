using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Platen.Audit;
using Platen.Data;

namespace Platen.Identity.SignIn;

/// <summary>
/// Signing in by OpenID Connect, with any provider: <c>Identity:OpenId</c> names its <c>Authority</c>, <c>ClientId</c>,
/// <c>ClientSecret</c>, and the <c>Name</c> on the button.
/// </summary>
static class OpenId
{
    public const string Scheme = "openid";

    public static AuthenticationBuilder AddOpenId(this AuthenticationBuilder builder, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Identity:OpenId");
        if (settings["Authority"] is not { Length: > 0 } authority)
            return builder;
        return builder.AddOpenIdConnect(Scheme, settings["Name"] ?? "your organisation", options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.Authority = authority;
            options.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
            options.ClientId = settings["ClientId"];
            options.ClientSecret = settings["ClientSecret"];
            options.CallbackPath = "/sign-in/openid/callback";
            options.ResponseType = OpenIdConnectResponseType.Code;
            // The answer comes as an address, not as a form of another site: so these cookies may be as strict as the session's.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.MapInboundClaims = false;
            options.Scope.Add("email");
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
            options.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect("/sign-in?from=openid");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapOpenId(this WebApplication app)
    {
        app.MapPost("/sign-in/openid", ([FromForm] string? returnTo) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = "/sign-in/openid/done" + QueryString.Create("returnTo", ReturnTo.Local(returnTo)) }, [Scheme]))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/sign-in/openid/done", Done).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The provider has said who it is. They must be somebody here: nobody is let in by a provider alone.</summary>
    static async Task<IResult> Done(string? returnTo, HttpContext http, KnownByOpenId known, Session session, SignInTrail trail)
    {
        var answer = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        var person = answer.Principal is { } principal ? await known.Find(principal, http.RequestAborted) : null;
        if (answer.Succeeded && person is null)
            await trail.Failed(null, last: false, http.RequestAborted);
        return person is not null && await session.Enter(person, "OpenID Connect", returnTo) is { } to
            ? Results.LocalRedirect(to)
            : Results.LocalRedirect("/sign-in?from=openid");
    }
}

/// <summary>
/// Finds the person whom a provider names: by its number of them, and the first time by an e-mail address that it has checked.
/// </summary>
sealed class KnownByOpenId(Database database, SignInTrail trail)
{
    public async Task<Person?> Find(ClaimsPrincipal named, CancellationToken cancellation)
    {
        if (named.FindFirst("sub") is not { } subject)
            return null;
        var provider = subject.Issuer;
        await using var db = new Db(database);
        var bound = await db.PersonLogins.SingleOrDefaultAsync(login => login.Provider == provider && login.Subject == subject.Value, cancellation);
        if (bound is not null)
            return await db.People.SingleAsync(person => person.Id == bound.PersonId, cancellation) is { Disabled: false } known ? known : null;

        if (named.FindFirst("email")?.Value is not { } email || named.FindFirst("email_verified")?.Value is not ("true" or "True"))
            return null;
        var key = Person.KeyOf(email);
        var person = await db.People.SingleOrDefaultAsync(person => person.EmailKey == key && !person.Disabled, cancellation);
        if (person is not null)
            await Bind(person, provider, subject.Value, cancellation);
        return person;
    }

    async Task Bind(Person person, string provider, string subject, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        db.Add(new PersonLogin { Provider = provider, Subject = subject, PersonId = person.Id });
        await db.SaveChangesAsync(cancellation);
        var change = new Change("person.openid-bound", PersonChanges.Kind, person.Email, After: new { Provider = provider, Subject = subject });
        await trail.Trail(trail.As(person)).Commit(write, change, cancellation);
    }
}
