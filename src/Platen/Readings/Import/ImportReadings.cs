using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>
/// Brings readings in from a CSV file or an Excel workbook. A malformed row refuses the whole file, with every error named.
/// A row of an unknown machine does not, for at month-end it must not keep six hundred good readings out: it is listed as
/// not taken. Odd readings are taken and held. The same file again changes nothing.
/// </summary>
[Needs(ReadingPermissions.Edit)]
sealed class ImportReadings(Database database, AuditTrail trail)
{
    const string Reading = "Reading the file", Writing = "Taking readings in";
    const int RowsBetweenReports = 20_000;

    /// <exception cref="Refusal">The file cannot be taken; nothing of it was.</exception>
    public async Task<ImportedReadings> Run(string path, ImportOptions options, IProgress<Step>? progress, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new Refusal($"There is no file {path}.");

        var names = await Names(options, cancellation);
        var meters = await MeterMap.Load(database, cancellation);
        using var intake = new ReadingIntake(database);
        var reader = Read(path, names, options.SkipErrors, meters, intake, progress, cancellation);
        if (reader.Faults.Count > 0)
            throw Refused(path, reader);

        var result = await Write(intake, Path.GetFileName(path), progress, cancellation);
        // Remembered once a file could be read by it.
        if (options is { Profile: { } profile, Columns.SaysNothing: false })
            await new ReadingProfiles(database, trail).Save(profile, options.Columns, cancellation);
        return await Answer(path, result, reader, cancellation);
    }

    async Task<ColumnNames> Names(ImportOptions options, CancellationToken cancellation)
    {
        options.Columns.Check();
        return options.Profile is { } profile && options.Columns.SaysNothing
            ? await new ReadingProfiles(database, trail).Load(profile, cancellation)
            : options.Columns;
    }

    static RowReader Read(
        string path, ColumnNames names, bool skipErrors, MeterMap meters, ReadingIntake intake, IProgress<Step>? progress, CancellationToken cancellation)
    {
        try
        {
            using var file = RowSource.Open(path);
            if (!file.Read())
                throw new Refusal($"{path} is empty. Its first row names the columns: serial, meter, date, value.");

            var faults = new List<ImportFault>();
            if (Heading.Find(file, names, faults) is not { } heading)
                throw Refused(path, faults);
            var reader = new RowReader(file, heading, names.DateFormat, meters, intake);
            while (!reader.HasEnough && file.Read())
            {
                reader.Take(skipErrors);
                if (file.Row % RowsBetweenReports == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress?.Report(new Step(Reading, file.Place.Done, file.Place.Of));
                }
            }

            return reader;
        }
        catch (BrokenFileException broken)
        {
            throw Refused(path, [new ImportFault(broken.Row, null, broken.Message)]);
        }
    }

    async Task<IntakeResult> Write(ReadingIntake intake, string file, IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var transaction = await database.Write(cancellation);
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        await using var beside = await database.Connect(cancellation);
        var result = await intake.Write(
            transaction, revision, new Capture(trail.Now, trail.Who.Name), done => progress?.Report(new Step(Writing, done, intake.Count)), cancellation, beside);
        if (result.ChangedNothing)
            return result; // not even a revision is used up

        await trail.Commit(
            transaction, new Change("readings.imported", "readings", file, After: new { result.Taken, result.Held, result.Superseded, revision, result.Sha256 }), cancellation);
        if (result.Count > RowsBetweenReports)
            await database.Analyze(beside, cancellation, "readings");

        return result;
    }

    async Task<ImportedReadings> Answer(string path, IntakeResult result, RowReader reader, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var ids = result.HeldOnes.Select(held => held.MeterId).Distinct().ToList();
        var names = await (
            from meter in db.Meters
            join machine in db.Machines on meter.MachineId equals machine.Id
            where ids.Contains(meter.Id)
            select new { meter.Id, machine.Serial, meter.Type }).ToDictionaryAsync(meter => meter.Id, cancellation);
        var held = result.HeldOnes
            .Select(held => new HeldRow(held.Row, names[held.MeterId].Serial, names[held.MeterId].Type, held.Reading.Date, held.Reading.Value, held.Reason))
            .OrderBy(held => held.Row);
        return new ImportedReadings
        {
            File = Path.GetFileName(path),
            Taken = result.Taken,
            Unchanged = result.Unchanged,
            Superseded = result.Superseded,
            Held = result.Held,
            NotTaken = reader.UnknownCount,
            HeldRows = [.. held],
            NotTakenRows = reader.Unknown,
        };
    }

    static Refusal Refused(string path, RowReader reader) => Refused(path, reader.Faults, reader.HasEnough ? " The first ones:" : "");

    static Refusal Refused(string path, List<ImportFault> faults, string more = "") => new(
        $"Nothing was taken from {Path.GetFileName(path)}.{more}",
        faults.ConvertAll(fault => new Fault(
            string.Create(CultureInfo.InvariantCulture, $"row {fault.Row}{(fault.Column is { } column ? $", {column}" : "")}"), fault.Message)));
}
