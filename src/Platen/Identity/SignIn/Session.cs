using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;

namespace Platen.Identity.SignIn;

/// <summary>A browser's session: a sealed cookie with the person's number and stamp. It holds while the stamp does.</summary>
sealed class Session(Database database, SignInManager<Person> cookies, IHttpContextAccessor http, SignInTrail trail)
{
    /// <summary>What a person's stamp is called in their session.</summary>
    public const string Stamp = "stamp";

    HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("A session begins and ends in a request.");

    /// <summary>
    /// Goes on after the password: into the product, or to the code where the person has set up an app.
    /// </summary>
    /// <returns>Where to go; null: the person may not sign in any more.</returns>
    public async Task<string?> Enter(Person person, string with, string? returnTo)
    {
        var to = ReturnTo.Local(returnTo);
        if (person.AuthenticatorKey is null)
            return await Begin(person, with) ? to : null;

        await Http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, await cookies.ClaimsFactory.CreateAsync(person));
        return "/sign-in/code" + QueryString.Create("returnTo", to);
    }

    /// <summary>Signs in, with a new cookie whatever the browser had before.</summary>
    public async Task<bool> Begin(Person person, string with)
    {
        await Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (!await trail.SignedIn(person, with, Http.RequestAborted))
            return false;
        await cookies.SignInAsync(person, isPersistent: false);
        return true;
    }

    /// <summary>Who has given the password and is asked for a code.</summary>
    public async Task<Person?> AskedForCode()
    {
        var asked = await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return asked.Principal is { } principal ? await WhoIs(principal) : null;
    }

    /// <summary>The person of a session that still holds.</summary>
    public async Task<Person?> WhoIs(ClaimsPrincipal user)
    {
        var (id, stamp) = (Actor.IdOf(user), user.FindFirstValue(Stamp));
        await using var db = new Db(database);
        return await db.People.SingleOrDefaultAsync(person => person.Id == id && person.Stamp == stamp && !person.Disabled);
    }

    /// <summary>Looked at on every request, so that who is disabled or signed out everywhere is out at once.</summary>
    public static async Task Look(CookieValidatePrincipalContext context)
    {
        var session = context.HttpContext.RequestServices.GetRequiredService<Session>();
        if (context.Principal is { Identity: ClaimsIdentity identity } user && await session.WhoIs(user) is not null)
        {
            // For an open tab, which has no request of its own to ask. Not twice, for a cookie is written anew from it.
            identity.TryRemoveClaim(identity.FindFirst(Actor.Address));
            if (context.HttpContext.Connection.RemoteIpAddress is { } address)
                identity.AddClaim(new Claim(Actor.Address, address.ToString()));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
