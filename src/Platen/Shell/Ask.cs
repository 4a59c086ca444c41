using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Platen.Audit;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Shell;

/// <summary>
/// Puts a page's question to a use case in a scope of its own. A page lives as long as its tab is open; a database session
/// must not, or two answers under way would share it and yesterday's rows would be remembered. It is the pages' only door:
/// whoever looks at one needs the permission that the use case names.
/// </summary>
sealed class Ask(IServiceScopeFactory scopes, AuthenticationStateProvider door)
{
    public async Task<TAnswer> Of<TUseCase, TAnswer>(Func<TUseCase, Task<TAnswer>> question)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = (await door.GetAuthenticationStateAsync()).User;
        var permission = NeedsAttribute.Of(typeof(TUseCase));
        if (!await May(scope, user, permission))
            throw new Refusal($"Your roles do not allow this: it needs {permission}. Ask an administrator for it.");

        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.Of(user)!;
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Whether whoever looks at the page has a permission: for what a page then does not offer.</summary>
    public async Task<bool> May(string permission)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await May(scope, (await door.GetAuthenticationStateAsync()).User, permission);
    }

    /// <summary>Those of some permissions that whoever looks at the page has, looked up once for all of them.</summary>
    public async Task<IReadOnlySet<string>> Those(IEnumerable<string> permissions)
    {
        await using var scope = scopes.CreateAsyncScope();
        var asked = permissions.Distinct().Select(permission => new PermissionRequirement(permission)).ToList();
        var answer = await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync((await door.GetAuthenticationStateAsync()).User, null, asked);
        var missing = answer.Failure?.FailedRequirements ?? [];
        return asked.Except(missing.OfType<PermissionRequirement>()).Select(requirement => requirement.Permission).ToHashSet();
    }

    /// <summary>What alone whoever looks at the page sees; null: everything.</summary>
    public async Task<Limit?> Limit()
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.Of((await door.GetAuthenticationStateAsync()).User)!;
        return scope.ServiceProvider.GetRequiredService<Db>().Limit;
    }

    static async Task<bool> May(AsyncServiceScope scope, ClaimsPrincipal user, string permission) =>
        (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(user, null, permission)).Succeeded;

    public Task Of<TUseCase>(Func<TUseCase, Task> command)
        where TUseCase : notnull => Of(async (TUseCase useCase) =>
        {
            await command(useCase);
            return true;
        });

    public Task Of<TUseCase>(Action<TUseCase> command)
        where TUseCase : notnull => Of((TUseCase useCase) =>
        {
            command(useCase);
            return Task.FromResult(true);
        });
}
