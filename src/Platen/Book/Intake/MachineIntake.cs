using Microsoft.EntityFrameworkCore;
using Platen.Readings;

namespace Platen.Book;

/// <summary>Takes in machines with their meters. A meter that a book no longer names stays: its readings do.</summary>
sealed class MachineIntake(BookIntake book) : SectionIntake<BookMachine>(book, Section.Machines, "serial")
{
    protected override string Name(BookMachine value) => value.Serial;

    protected override int Id(BookMachine value) => Book.Known.Machines.GetValueOrDefault(value.Serial).Id;

    protected override int? Register(string name, int row, BookMachine? value)
    {
        if (Book.Known.Machines.TryGetValue(name, out var known) && known.Row >= 0)
            return known.Row;
        Book.Known.Machines[name] = known with { Row = row };
        return null;
    }

    protected override void Check(string path, BookMachine value)
    {
        BookRules.CheckCustomer(Book, value.Customer, $"{path}.customer");
        BookRules.CheckAddress(Book, value.Customer, value.ShippingAddress, $"{path}.shippingAddress");
        for (var i = 0; i < value.Meters.Count; i++)
            CheckMeter(FormattableString.Invariant($"{path}.meters[{i}]"), value.Meters, i);
    }

    void CheckMeter(string path, IReadOnlyList<BookMeter> meters, int i)
    {
        var meter = meters[i];
        if (string.IsNullOrWhiteSpace(meter.Type))
            Book.Fault($"{path}.type", "May not be empty.");
        else if (meters.Take(i).Any(before => before.Type == meter.Type))
            Book.Fault($"{path}.type", $"The machine has two meters {meter.Type}. Keep one.");
        if (meter.Digits is not null && meter.RollsOverAt is not null)
            Book.Fault($"{path}.digits", "A counter's size is told by digits or by rollsOverAt: keep one.");
        else if (meter.Size() is null)
            Book.Fault(meter.Digits is null ? $"{path}.rollsOverAt" : $"{path}.digits", "A counter has 1 to 18 digits, or rolls over at 2 or more.");
        if (meter.CountCycle is { } cycle && !Book.Known.CountCycles.Contains(cycle))
            Book.Fault($"{path}.countCycle", $"There is no count cycle {cycle}, neither in this book nor kept before.");
    }

    protected override async Task Number(IReadOnlyList<Entry<BookMachine>> fresh, CancellationToken cancellation)
    {
        var id = await Book.Ids("machines", fresh.Count, cancellation);
        foreach (var (row, machine) in fresh)
            Book.Known.Machines[machine.Serial] = new KnownNumber(id++, row);
        await Book.Meters.Number(Meters(fresh), cancellation);
    }

    protected override Task Insert(IReadOnlyList<Entry<BookMachine>> fresh, CancellationToken cancellation)
    {
        using (var rows = Book.Database.Rows(
            Book.Transaction.Connection, "machines", "id", "serial", "part_code", "description", "model", "category", "asset_register_no",
            "customer_id", "location", "ownership", "shipping_address", "revision"))
        {
            foreach (var (_, machine) in fresh)
            {
                rows.Add(Id(machine)).Add(machine.Serial).Add(machine.PartCode).Add(machine.Description).Add(machine.Model)
                    .Add(machine.Category).Add(machine.AssetRegisterNo).Add(Book.Known.Customers[machine.Customer].Id)
                    .Add(machine.Location).Add((int?)machine.Ownership).Add(machine.ShippingAddress).Add(Book.Revision).EndRow();
            }

            rows.Complete();
        }

        Book.Meters.Insert(Meters(fresh));
        Tally.New += fresh.Count;
        return Task.CompletedTask;
    }

    List<(int MachineId, BookMeter Meter)> Meters(IReadOnlyList<Entry<BookMachine>> machines) =>
        [.. machines.SelectMany(entry => MetersOf(entry.Value).Select(meter => (Id(entry.Value), meter)))];

    /// <summary>A new machine that lists no meters has those that come along with its part code.</summary>
    IEnumerable<BookMeter> MetersOf(BookMachine machine) => machine.Meters.Count == 0 && machine.PartCode is { } code
        ? Book.Known.PartMeters.GetValueOrDefault(code, []).Select(meter => new BookMeter { Type = meter.Type, Digits = meter.Digits })
        : machine.Meters;

    protected override async Task Update(IReadOnlyDictionary<int, BookMachine> known, CancellationToken cancellation)
    {
        await using var db = await Book.Entities(cancellation);
        var ids = known.Keys.ToList();
        var changed = await UpdateMeters(db, known, cancellation);
        foreach (var kept in await db.Machines.AsTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation))
        {
            var machine = known[kept.Id];
            (kept.PartCode, kept.Description, kept.Model) = (machine.PartCode, machine.Description, machine.Model);
            (kept.Category, kept.AssetRegisterNo, kept.Location) = (machine.Category, machine.AssetRegisterNo, machine.Location);
            (kept.Ownership, kept.ShippingAddress) = (machine.Ownership, machine.ShippingAddress);
            kept.CustomerId = Book.Known.Customers[machine.Customer].Id;
            Book.Note("machine", kept.Serial, Tally.Keep(db, Book.Known, kept, () => kept.Revision = Book.Revision, changed.GetValueOrDefault(kept.Id)));
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Meters that are new on known machines, or of another size, by machine.</summary>
    async Task<Dictionary<int, Changed>> UpdateMeters(Data.Db db, IReadOnlyDictionary<int, BookMachine> known, CancellationToken cancellation)
    {
        var changed = new Dictionary<int, Changed>();
        var fresh = new List<(int MachineId, BookMeter Meter)>();
        foreach (var (id, machine) in known)
        {
            foreach (var meter in machine.Meters)
            {
                var isKnown = Book.Known.Meters.TryGet(id, meter.Type, out var kept);
                var size = meter.Size()!.Value;
                var cycle = meter.CountCycle ?? kept.Cycle; // left out, it stays as it is
                if (isKnown && size == kept.RollsOverAt && cycle == kept.Cycle)
                    continue;
                if (!changed.TryGetValue(id, out var fields))
                    changed.Add(id, fields = new Changed());
                if (!isKnown || size != kept.RollsOverAt)
                    fields.AddMeter(meter.Type, isKnown ? kept.RollsOverAt : null, size);
                if (cycle != kept.Cycle)
                    fields.Add($"meter {meter.Type} is counted", kept.Cycle, cycle);
                if (isKnown)
                    await Keep(db, id, meter.Type, kept, kept with { RollsOverAt = size, Cycle = cycle }, cancellation);
                else
                    fresh.Add((id, meter));
            }
        }

        await Book.Meters.Number(fresh, cancellation);
        Book.Meters.Insert(fresh);
        return changed;
    }

    async Task Keep(Data.Db db, int machineId, string type, KnownMeter before, KnownMeter meter, CancellationToken cancellation)
    {
        await db.Meters.Where(row => row.Id == meter.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RollsOverAt, meter.RollsOverAt), cancellation);
        if (meter.Cycle != before.Cycle)
        {
            await db.MeterCycles.Where(row => row.MeterId == meter.Id).ExecuteDeleteAsync(cancellation);
            db.MeterCycles.Add(new MeterCycle { MeterId = meter.Id, Cycle = meter.Cycle! });
        }

        Book.Known.Meters[machineId, type] = meter;
    }
}
