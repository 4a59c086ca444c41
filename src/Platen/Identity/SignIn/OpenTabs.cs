using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Platen.Identity.SignIn;

/// <summary>
/// Looks at a page that stays open whether its session still holds: a tab has one connection and no requests.
/// </summary>
sealed class OpenTabs(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Session>().WhoIs(authenticationState.User) is not null;
        }
        catch (ObjectDisposedException)
        {
            return true; // Platen has stopped, and the tab goes with it: there is nobody to send to the door
        }
    }
}
