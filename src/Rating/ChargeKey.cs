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

    /// <summary>Of a line written by hand, which is no charge and so is billed as often as somebody writes one.</summary>
    public const string ByHand = "manual";

    public static string Meter(string? machine, string meter) => $"meter/{machine}/{meter}";

    /// <summary>As a person says it: Mono pool, Scan of 2020-00018, Insurance of 2020-00018.</summary>
    public static string InWords(string key)
    {
        if (MinimumOf(key) is { } of)
            return $"{InWords(of)}, minimum";
        if (Counted(key) is var counted && counted != key)
            return $"{InWords(counted)}, a part of each copy";
        var parts = key.Split('/');
        if (parts[0] == "pool")
            return $"{MeterOfPool(key)} pool";
        if (parts[0] == "total")
            return key == Total(null) ? "Minimum of all meters" : $"Minimum of the meters of {key[Total(null).Length..]}";
        // The second fee of a type has its number behind it.
        var named = parts[0] == "fee" && parts.Length > 2 && int.TryParse(parts[^1], out _) ? parts[1..^1] : parts[1..];
        return named.Length == 1 ? named[0] : $"{named[^1]} of {string.Join('/', named[..^1])}";
    }

    /// <summary>The minimum of a machine's meters together; of the contract's where there is no machine.</summary>
    public static string Total(string? machine) => $"total/{machine}";

    /// <summary>The minimum of a pool, or of a meter priced alone, that is billed by itself (N-6).</summary>
    public static string Minimum(string charge) => $"minimum/{charge}";

    /// <summary>The charge whose minimum is billed by itself under a key; null where the key is no such minimum's.</summary>
    public static string? MinimumOf(string key) => key.StartsWith("minimum/", StringComparison.Ordinal) ? key["minimum/".Length..] : null;

    /// <summary>Another payer's part of the copies of a charge.</summary>
    public static string Payer(int index, string charge) => string.Create(Words.Plain, $"payer/{index + 1}/{charge}");

    /// <summary>The charge whose copies a charge is for: itself, unless it is another payer's part.</summary>
    public static string Counted(string key) => key.StartsWith("payer/", StringComparison.Ordinal) ? key[(key.IndexOf('/', "payer/".Length) + 1)..] : key;

    /// <summary>The serial or place of the item that a charge is of; null where it is of several (N-9).</summary>
    public static string? ItemOf(string key)
    {
        var counted = MinimumOf(key) ?? Counted(key);
        if (counted.StartsWith("total/", StringComparison.Ordinal))
            return counted["total/".Length..];
        var (first, last) = (counted.IndexOf('/'), counted.LastIndexOf('/'));
        if (counted.StartsWith("fee/", StringComparison.Ordinal) && int.TryParse(counted.AsSpan(last + 1), out _))
            last = counted.LastIndexOf('/', last - 1);
        return last > first ? counted[(first + 1)..last] : null;
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
