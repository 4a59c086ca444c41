namespace Platen.Rating.Tests.Groups;

/// <summary>
/// A charge group as a clerk would keep it on a card: a line a month, the balance carried down, wiped out at each cycle's end.
/// Written from the rules alone (G-3, G-4, G-12), to be compared with Platen's own.
/// </summary>
sealed class SlowGroup(decimal limit, int cycle, int? end)
{
    decimal _card;
    int _month;

    /// <summary>A month of the group's life: what the finance company and the customer pay.</summary>
    public (decimal Finance, decimal Customer) Month(decimal use)
    {
        _month++;
        if (_month > end)
            return (0, 0);
        _card += use;
        _card -= limit;
        var isLast = _month == end;
        for (var last = cycle; last <= _month; last += cycle)
            isLast |= last == _month;
        if (!isLast)
            return (limit, 0);
        var owed = _card > 0 ? _card : 0;
        _card = 0;
        return (limit, owed);
    }
}
