using Microsoft.AspNetCore.Authorization;

namespace Platen.Shell.Access;

/// <summary>Somebody must be signed in and have this permission. Identity knows who has which.</summary>
sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>
/// Makes a policy of the permission that something names. What names none is for nobody: the fallback refuses, so that a
/// new endpoint is closed until its permission is written.
/// </summary>
sealed class PermissionPolicies : IAuthorizationPolicyProvider
{
    static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    static readonly AuthorizationPolicy Nobody =
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
        // An address with nothing behind it is not refused: it is not found.
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null).Build();

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult<AuthorizationPolicy?>(
        policyName == Permission.SignedIn
            ? SignedIn
            : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(policyName)).Build());

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Nobody);
}
