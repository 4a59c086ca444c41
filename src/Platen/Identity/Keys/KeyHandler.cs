using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Platen.Audit;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Identity.Keys;

/// <summary>Signs a program in by the key that its request carries: <c>Authorization: Bearer platen_…</c></summary>
sealed class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, CheckKey check)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        var (key, why) = await check.Run(token, Context.RequestAborted);
        if (key is null)
            return AuthenticateResult.Fail(why!);

        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, key.Id.ToString(CultureInfo.InvariantCulture)),
                new(ClaimTypes.Name, key.Name),
            ],
            Actor.KeyScheme);
        if (Context.Connection.RemoteIpAddress is { } address)
            identity.AddClaim(new Claim(Actor.Address, address.ToString()));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Bearer.Trim();
        await Problem.Answer(Context, StatusCodes.Status401Unauthorized, (await HandleAuthenticateOnceSafeAsync()).Failure?.Message ?? "A key is needed.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem.Answer(
        Context, StatusCodes.Status403Forbidden,
        Context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is { } needs ? $"This key may not do that: it needs {needs.Permission}." : "This is for no key.");
}
