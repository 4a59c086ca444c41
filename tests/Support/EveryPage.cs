using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Platen.Data;

namespace Platen.Testing;

/// <summary>
/// Every page that there is, by the routes that the pages themselves name: a new one is visited without anybody's thinking of
/// it, and where a place of its address is not told yet, the test says so.
/// </summary>
static partial class EveryPage
{
    /// <param name="places">What stands at the places of addresses: an invoice's number at <c>invoices/Number</c>.</param>
    public static IReadOnlyList<string> At(IReadOnlyDictionary<string, string> places)
    {
        var routes = typeof(Database).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal).ToList();
        var untold = routes.SelectMany(route => Place().Matches(route).Select(place => Of(route, place))).Distinct().Except(places.Keys);
        Assert.True(!untold.Any(), $"Tell with what these places are visited: {string.Join(", ", untold)}");
        return routes.ConvertAll(route => Place().Replace(route, place => Uri.EscapeDataString(places[Of(route, place)])));
    }

    static string Of(string route, Match place) => $"{route.Split('/')[1]}/{place.Groups[1].Value}";

    [GeneratedRegex(@"\{(\w+)(:\w+)?\}")]
    private static partial Regex Place();
}
