using Platen.Rating;

namespace Platen.Contracts;

/// <summary>
/// What an editor of terms does in one go that would be many keystrokes in a spreadsheet. Each gives other terms, and keeps
/// all that it is not about.
/// </summary>
static class TermsEdits
{
    /// <summary>Puts machines on the contract, each with its meters, in the pools that there are.</summary>
    /// <param name="day">When counters were read whose day nobody said.</param>
    public static ContractTerms Add(this ContractTerms terms, IEnumerable<AddedMachine> machines, DateOnly day)
    {
        var pooled = terms.Pooled();
        return terms with
        {
            Items =
            [
                .. terms.Items,
                .. from machine in machines
                   select new ContractItem
                   {
                       Machine = machine.Serial,
                       ShippingAddress = machine.ShippingAddress,
                       Meters =
                       [
                           .. from meter in machine.Meters.Index()
                              select new ItemMeter
                              {
                                  Type = meter.Item,
                                  StartReading = machine.Readings.ElementAtOrDefault(meter.Index),
                                  ReadingDate = machine.Day ?? day,
                                  Aggregate = pooled.Contains(meter.Item),
                                  Levels = pooled.Contains(meter.Item) ? [] : [FirstLevel],
                              },
                       ],
                   },
            ],
        };
    }

    /// <summary>Gives the other machines an item's fees and prices; each keeps its own counters, start readings and dates.</summary>
    public static ContractTerms CopySetUp(this ContractTerms terms, int from)
    {
        var pattern = terms.Items[from];
        return terms with { Items = [.. terms.Items.Select((item, i) => i == from || item.Machine is null ? item : LikeThis(item, pattern))] };
    }

    /// <summary>Ticks a meter type, on every item at once; a new pool begins with what its copies cost alone.</summary>
    public static ContractTerms Pool(this ContractTerms terms, string type)
    {
        var meters = terms.Items.SelectMany(item => item.Meters).Where(meter => meter.Type == type).ToList();
        var alone = meters.Find(meter => meter.Levels.Length > 0);
        var pool = alone is null ? new PoolMeter { Type = type, Levels = [FirstLevel] } : new PoolMeter(alone) { Active = true };
        return terms.EachMeter(type, meter => new ItemMeter
        {
            Type = type,
            StartReading = meter.StartReading,
            ReadingDate = meter.ReadingDate,
            Aggregate = true,
            Active = meter.Active,
        }) with
        { AggregateMeters = terms.AggregateMeters.Any(row => row.Type == type) ? terms.AggregateMeters : [.. terms.AggregateMeters, pool] };
    }

    /// <summary>Takes the tick away: each machine has the pool's price for itself.</summary>
    public static ContractTerms Unpool(this ContractTerms terms, string type)
    {
        var pool = terms.AggregateMeters.FirstOrDefault(row => row.Type == type);
        return terms.EachMeter(type, meter => pool is not null ? meter.PricedLike(pool) with { Aggregate = false, Active = meter.Active && pool.Active }
            : meter with { Aggregate = false, Levels = meter.Levels.Length > 0 ? meter.Levels : [FirstLevel] }) with
        { AggregateMeters = [.. terms.AggregateMeters.Where(row => row.Type != type)] };
    }

    /// <summary>A prepaid row from another first day: a life of its own, and so not over, whatever became of the one before (L-12).</summary>
    /// <param name="opened">The rows as they were before somebody changed them.</param>
    public static PrepaidMeter BeginOn(this PrepaidMeter row, DateOnly day, IEnumerable<PrepaidMeter> opened) =>
        row with { Start = day, Marked = opened.FirstOrDefault(other => other.Type == row.Type && other.Start == day)?.Marked ?? true };

    /// <summary>Adds a level, a step beyond the last, at the last one's rate.</summary>
    public static Level[] AddLevel(this MeterPrice price) => price.Levels switch
    {
        [] => [FirstLevel],
        [var only] => [only, only with { From = price.MinQuantity + 1001 }],
        [.., var before, var last] => [.. price.Levels, last with { From = last.From + Math.Max(1, last.From - before.From) }],
    };

    /// <summary>The meter types of all items and pools, in the order in which they come.</summary>
    public static IReadOnlyList<string> MeterTypes(this ContractTerms terms) =>
        [.. terms.Items.SelectMany(item => item.Meters).Select(meter => meter.Type).Concat(terms.AggregateMeters.Select(pool => pool.Type)).Distinct()];

    public static IReadOnlySet<string> Pooled(this ContractTerms terms) => terms.AggregateMeters.Select(pool => pool.Type).ToHashSet();

    static Level FirstLevel => new() { From = 0, UnitCharge = 0 };

    static ContractTerms EachMeter(this ContractTerms terms, string type, Func<ItemMeter, ItemMeter> change) => terms with
    {
        Items = [.. terms.Items.Select(item => item with { Meters = [.. item.Meters.Select(meter => meter.Type == type ? change(meter) : meter)] })],
    };

    /// <summary>All that the pattern says but what an item says of itself: what and where it is, since when, for whom, and its counters.</summary>
    static ContractItem LikeThis(ContractItem item, ContractItem pattern) => pattern with
    {
        Machine = item.Machine,
        Location = item.Location,
        Description = item.Description,
        Place = item.Place,
        ShippingAddress = item.ShippingAddress,
        BillingAddress = item.BillingAddress,
        IsExtra = item.IsExtra,
        From = item.From,
        Until = item.Until,
        Contacts = item.Contacts,
        Meters =
        [
            .. from meter in item.Meters
               let its = Array.Find(pattern.Meters, row => row.Type == meter.Type)
               select its is null ? meter : its with { StartReading = meter.StartReading, ReadingDate = meter.ReadingDate },
        ],
    };
}
