using System.Reflection;
using Microsoft.AspNetCore.Authorization;

namespace Platen.Shell.Access;

/// <summary>
/// The permission that a use case, a page or an endpoint needs. <see cref="Ask"/> refuses a use case that names none, and the
/// host answers nobody where an endpoint names none: there is no other way to write one.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string permission) : AuthorizeAttribute(permission)
{
    /// <summary>The permission's code.</summary>
    public string Permission => Policy!;

    /// <summary>What a use case needs.</summary>
    /// <exception cref="InvalidOperationException">It does not say: a fault in Platen.</exception>
    public static string Of(Type useCase) =>
        useCase.GetCustomAttribute<NeedsAttribute>()?.Permission
            ?? throw new InvalidOperationException($"{useCase.Name} does not say which permission it needs.");
}

static class NeedsExtensions
{
    /// <summary>Names the permission that an endpoint, or a group of them, needs.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(permission));
}
