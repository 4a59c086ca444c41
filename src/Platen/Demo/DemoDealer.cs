using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Billing;
using Platen.Book;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;

namespace Platen.Demo;

/// <summary>
/// The sample dealer, brought to the morning of its month-end: a year billed, posted and closed, and the open month's
/// readings in, but for those that a biller has to chase.
/// </summary>
sealed class DemoDealer(Database database, AuditTrail trail)
{
    const string Name = "Rooikrans Office Technology (Pty) Ltd";
    const string OpenReadings = "readings-2026-11.csv";
    static readonly Period First = Period.Parse("2025-11");
    static readonly Period Open = Period.Parse("2026-11");
    static readonly DateOnly Monday = new(2026, 11, 23);

    /// <summary>Goes on where it was stopped; changes nothing when all is there.</summary>
    /// <exception cref="Refusal">The database holds another dealer's data.</exception>
    public async Task Prepare(IProgress<Step> progress, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        await using var book = Sample("demo-book.json");
        var company = await db.Company.Select(company => company.Name).SingleOrDefaultAsync(cancellation);
        if (company is null)
            await new ImportBook(database, trail).Run(book, approve: false, progress, cancellation);
        else if (company != Name)
            throw new Refusal($"{database.Name} holds the data of {company}. Name another folder for the demo with --data.");

        for (var period = First; period < Open; period = period.AddMonths(1))
        {
            progress.Report(new Step("Billing a year", period.MonthsSince(First), Open.MonthsSince(First)));
            if (await db.BillingPeriods.AnyAsync(closed => closed.Period == period, cancellation))
                continue;
            var run = await new BillPeriod(database, trail).Run(new BillRequest(period), null, cancellation);
            await new PostRun(database, trail).Run(run, null, cancellation);
            await new ClosePeriod(database, trail).Run(period, null, cancellation);
        }

        await ImportOpenMonth(cancellation);
        if (!await db.CountRuns.AnyAsync(cancellation))
            await Count(db, cancellation);
    }

    /// <summary>The Monday's count of those machines that are counted every week.</summary>
    async Task Count(Db db, CancellationToken cancellation) =>
        await new MakeCountRun(database, new CaptureGrid(database, new MetersToRead(database), db), trail)
            .Run(new CountChoice(Monday, "Mondays"), tried: false, cancellation);

    /// <summary>As a biller takes in what the fleet tool exported: the good rows now, the rest to work on.</summary>
    async Task ImportOpenMonth(CancellationToken cancellation)
    {
        var file = Path.Combine(database.Folder, OpenReadings);
        await using (var sample = Sample(OpenReadings))
        await using (var copy = File.Create(file))
            await sample.CopyToAsync(copy, cancellation);

        var options = new ImportOptions { SkipErrors = true };
        await new ImportReadings(database, trail).Run(file, options, null, cancellation);
        File.Delete(file);
    }

    static Stream Sample(string name) => typeof(DemoDealer).Assembly.GetManifestResourceStream(name)!;
}
