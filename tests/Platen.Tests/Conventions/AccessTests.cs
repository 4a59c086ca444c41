using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Tests.Conventions;

/// <summary>Everything says which permission it needs, and every permission that is named is in the catalogue.</summary>
public class AccessTests
{
    static readonly IReadOnlyList<Type> Types = typeof(Database).Assembly.GetTypes();

    /// <summary>
    /// Pages that anyone may see, signed in or not. RequestPage: a customer without an account enters readings there; the link that was
    /// sent is the permission, for that customer's meters of that month.
    /// </summary>
    static readonly string[] Public =
        ["ErrorPage", "NotFoundPage", "SignInPage", "CodePage", "RecoveryPage", "WelcomePage", "OldFormPage", "RequestPage"];

    /// <summary>What only the command line does, which holds the database anyway.</summary>
    static readonly string[] CommandLineOnly = ["DemoDealer"];

    [Fact]
    public void Every_page_names_a_permission() => Convention.Holds(
        from type in Types
        where type.GetCustomAttributes<RouteAttribute>().Any() && !Public.Contains(type.Name)
        where type.GetCustomAttribute<NeedsAttribute>() is null
        select $"{type.Name}: write @attribute [Needs(...)]");

    [Fact]
    public void Everything_the_finder_looks_through_names_a_permission() => Convention.Holds(
        from type in Types
        where type.IsClass && type.IsAssignableTo(typeof(IFindable)) && type.GetCustomAttribute<NeedsAttribute>() is null
        select $"{type.Name}: write [Needs(...)]");

    [Fact]
    public void Every_change_names_a_permission() => Convention.Holds(
        from type in Types
        where type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(AuditTrail)))
        where Registered.Contains(type) && !CommandLineOnly.Contains(type.Name) && type.GetCustomAttribute<NeedsAttribute>() is null
        select $"{type.Name}: write [Needs(...)]");

    [Fact]
    public void Every_permission_named_is_in_the_catalogue()
    {
        var known = Modules.Permissions.Select(permission => permission.Code).Append(Permission.SignedIn).ToHashSet();
        Assert.Equal(known.Count - 1, Modules.Permissions.Count);

        Convention.Holds(
            from type in Types
            from needs in type.GetCustomAttributes<NeedsAttribute>()
            where !known.Contains(needs.Permission)
            select $"{type.Name} needs {needs.Permission}, which Modules.Permissions does not list");
    }

    /// <summary>What the host hands out; what is not in it is a part of something that is.</summary>
    static HashSet<Type> Registered { get; } =
        [.. new ServiceCollection().AddPlaten(Database.Open("nowhere", null), TimeProvider.System).Select(service => service.ServiceType)];
}
