namespace Platen.Samples;

/// <summary>
/// Chance that falls the same way every time. Each thing rolls dice of its own name, so that adding one customer leaves
/// all others as they were.
/// </summary>
sealed class Dice
{
    ulong _state = 0xcbf29ce484222325;

    public Dice(string name)
    {
        foreach (var letter in name)
            _state = unchecked((_state ^ letter) * 0x100000001b3); // FNV-1a
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Roll(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>A serial of a form: # becomes a digit, @ a letter.</summary>
    public string Serial(string form) => string.Concat(form.Select(symbol => symbol switch
    {
        '#' => (char)('0' + Roll(0, 9)),
        '@' => "ABCDEFGHJKLMNPRSTVWXYZ"[Roll(0, 21)],
        _ => symbol,
    }));

    // SplitMix64.
    ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9e3779b97f4a7c15;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}
