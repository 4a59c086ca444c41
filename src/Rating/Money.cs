namespace Platen.Rating;

/// <summary>
/// What may be done with an amount of money: round it, once, at the invoice line (T-4), and divide it so that the parts
/// add up to the whole (M-17). An amount's currency is that of the document it stands in.
/// </summary>
public static class Money
{
    /// <summary>To the cent, half away from zero: 2.345 is 2.35 and -2.345 is -2.35.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>A new price in a contract's terms, to so many decimals, half away from zero; no invoice line is rounded by it.</summary>
    public static decimal RoundPrice(decimal price, int decimals) => decimal.Round(price, decimals, MidpointRounding.AwayFromZero);

    /// <summary>
    /// Shares a rounded amount in proportion to weights, by largest remainder, so that the shares add up to it to the
    /// cent; equally when every weight is zero. On a tie the earlier share takes the cent.
    /// </summary>
    /// <exception cref="ArgumentException">The amount has parts of a cent, or a weight is below 0.</exception>
    public static decimal[] Share(decimal amount, IReadOnlyList<long> weights)
    {
        if (amount != Round(amount))
            throw new ArgumentException("Only a rounded amount can be shared to the cent.", nameof(amount));
        if (weights.Count == 0)
            return [];

        var sum = 0m;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight);
            sum += weight;
        }

        var shares = new decimal[weights.Count];
        var remainders = new (decimal Remainder, int Index)[weights.Count];
        var left = amount;
        for (var i = 0; i < shares.Length; i++)
        {
            var exact = sum == 0 ? amount / shares.Length : amount * weights[i] / sum;
            shares[i] = decimal.Round(exact, 2, MidpointRounding.ToZero);
            remainders[i] = (Math.Abs(exact - shares[i]), i);
            left -= shares[i];
        }

        Array.Sort(remainders, (a, b) => b.Remainder != a.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Index - b.Index);
        var cent = left < 0 ? -0.01m : 0.01m;
        for (var i = 0; left != 0; i = (i + 1) % remainders.Length)
        {
            shares[remainders[i].Index] += cent;
            left -= cent;
        }

        return shares;
    }
}
