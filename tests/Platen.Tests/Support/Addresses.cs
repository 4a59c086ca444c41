using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platen.Shell.Access;

namespace Platen.Tests.Support;

/// <summary>Something that can be asked for over HTTP.</summary>
/// <param name="Needs">The permission that it names.</param>
sealed record Address(HttpMethod Method, string Path, string Needs);

/// <summary>Every address that names a permission, its places filled in by what a test's dealer has.</summary>
static partial class Addresses
{
    public static IEnumerable<Address> Of(RunningPlaten platen) =>
        from endpoint in Endpoints(platen)
        let needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()
        let route = endpoint.RoutePattern.RawText!.Trim('/')
        where needs is not null && !IsScript(route) && !route.StartsWith("_blazor", StringComparison.Ordinal) && !route.StartsWith("_framework", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        // A page is asked for, not sent a form.
        where method == "GET" || (route.StartsWith("api/", StringComparison.Ordinal) && method is "POST" or "PUT" or "DELETE" or "PATCH")
        select new Address(new HttpMethod(method), "/" + Filled(route), needs.Permission);

    /// <summary>A script or picture of the page that shows the API: a package's, the same for all.</summary>
    static bool IsScript(string route) => route.StartsWith("api/scalar.", StringComparison.Ordinal) || route == "api/favicon.svg";

    public static IEnumerable<RouteEndpoint> Endpoints(RunningPlaten platen) =>
        platen.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>An address with its places filled in by what the test's dealer has.</summary>
    static string Filled(string route) => Parameter().Replace(route, place => place.Groups[2].Length > 0 ? "1" : place.Groups[1].Value.ToLowerInvariant() switch
    {
        "month" or "period" => "2026-01",
        "code" => "CUST-A",
        "serial" => "M1",
        "number" => "C1",
        "documentname" => "v1",
        _ => "1",
    });

    [GeneratedRegex(@"\{\**(\w+)(:int|:long)?[^}]*\}")]
    private static partial Regex Parameter();
}
