using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Setup;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Machines;

/// <summary>
/// Adds machines that are alike, by their serials: one, or ten that were pasted. What is left out comes along with the part code,
/// the meters too.
/// </summary>
[Needs(MachinePermissions.Edit)]
sealed class AddMachines(Database database, AuditTrail trail)
{
    const int LongestSerial = 100;

    /// <exception cref="Refusal">Something is wrong with them; none was added.</exception>
    public async Task Run(IReadOnlyList<string> serials, MachineDetails asked, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var id = (int)await Sequences.Take(write.Connection, "machines", Math.Max(1, serials.Count), cancellation);
        var customer = await db.Customers.SingleOrDefaultAsync(row => row.Code == asked.Customer, cancellation);
        var details = await WithPartCode(db, asked, cancellation);
        List<Fault> faults = [.. details.Faults(customer), .. await SerialFaults(db, serials, cancellation)];
        if (faults.Count > 0)
            throw new Refusal("Nothing was saved.", faults);

        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        foreach (var serial in serials)
        {
            var machine = new Machine { Id = id++, Serial = serial, Revision = revision };
            details.Into(machine, customer!);
            db.Machines.Add(machine);
            await AddMeters(db, machine.Id, details.Meters, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await trail.Commit(write, serials.Select(serial => new Change("machine.added", "machine", serial, After: details)), cancellation);
    }

    public static async Task AddMeters(Db db, int machine, IReadOnlyList<MeterDetails> meters, CancellationToken cancellation)
    {
        if (meters.Count == 0)
            return;
        var id = (int)await Sequences.Take(db.Database.GetDbConnection(), "meters", meters.Count, cancellation);
        db.Meters.AddRange(meters.Select(meter => new Meter { Id = id++, MachineId = machine, Type = meter.Type, RollsOverAt = meter.RollsOverAt ?? MeterDetails.Usual }));
    }

    static async Task<MachineDetails> WithPartCode(Db db, MachineDetails asked, CancellationToken cancellation)
    {
        if (asked.PartCode is null || (await ListSetup.Of(db, SetupTables.PartCodes, cancellation)).Find(row => row.Key == asked.PartCode) is not PartCode part)
            return asked;
        return asked with
        {
            Description = asked.Description ?? part.Description,
            Model = asked.Model ?? part.Model,
            Category = asked.Category ?? part.Category,
            Meters = asked.Meters.Count > 0 ? asked.Meters : [.. part.Meters.Select(meter => new MeterDetails(meter.Type, meter.RollsOverAt))],
        };
    }

    static async Task<List<Fault>> SerialFaults(Db db, IReadOnlyList<string> serials, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        if (serials.Count == 0)
            faults.Add(new Fault("serials", "Name at least one serial."));
        var known = (await db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial)).Select(machine => machine.Serial).ToListAsync(cancellation)).ToHashSet();
        var met = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < serials.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"serials[{i}]");
            if (serials[i].Length is 0 or > LongestSerial || serials[i].Trim() != serials[i])
                faults.Add(new Fault(path, "A serial is up to 100 letters, with no space before or after."));
            else if (!met.Add(serials[i]))
                faults.Add(new Fault(path, $"{serials[i]} stands twice."));
            else if (known.Contains(serials[i]))
                faults.Add(new Fault(path, $"There is a machine {serials[i]} already."));
        }

        return faults;
    }
}
