namespace Platen.Rating;

/// <summary>How a charge is named within its contract (RUN-7): <c>pool/Mono</c>, <c>meter/2020-00018/Scan</c>, <c>fee/2020-00018/Insurance</c>.</summary>
public static class ChargeKey
{
    public static string Pool(string meter) => $"pool/{meter}";

    /// <summary>The meter type of a pool's key.</summary>
    public static string MeterOfPool(string key) => key["pool/".Length..];

    /// <summary>A charge group's, which belongs to no contract.</summary>
    public static string Group(string name) => $"group/{name}";

    /// <summary>The group's name; null where the charge is a contract's.</summary>
    public static string? GroupOf(string key) => key.StartsWith("group/", StringComparison.Ordinal) ? key["group/".Length..] : null;

    public static string Meter(string? machine, string meter) => $"meter/{machine}/{meter}";

    /// <summary>As a person says it: Mono pool, Scan of 2020-00018, Insurance of 2020-00018.</summary>
    public static string InWords(string key)
    {
        var parts = key.Split('/');
        if (parts[0] == "pool")
            return $"{MeterOfPool(key)} pool";
        // The second fee of a type has its number behind it.
        var named = parts[0] == "fee" && parts.Length > 2 && int.TryParse(parts[^1], out _) ? parts[1..^1] : parts[1..];
        return named.Length == 1 ? named[0] : $"{named[^1]} of {string.Join('/', named[..^1])}";
    }

    /// <summary>The fees of an item, or those set once for all items, with their keys; several of one type follow one another.</summary>
    public static IEnumerable<(string Key, Fee Fee)> Fees(Fee[] fees, ContractItem? item)
    {
        var prefix = item is null ? "fee/" : $"fee/{item.Machine ?? item.Location}/";
        for (var i = 0; i < fees.Length; i++)
        {
            var same = 0;
            for (var j = 0; j < i; j++)
                same += fees[j].Type == fees[i].Type ? 1 : 0;
            var key = prefix + fees[i].Type;
            yield return (same == 0 ? key : string.Create(Words.Plain, $"{key}/{same + 1}"), fees[i]);
        }
    }
}
