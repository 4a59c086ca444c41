using Platen.Audit;
using Platen.Bench.Dealer;
using Platen.Billing;
using Platen.Book;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;

namespace Platen.Bench;

/// <summary>The stages of a month, in order, by Platen's own use cases, with what each must read and write.</summary>
sealed class MonthStages(Database database, Period month, DealerFiles files)
{
    readonly BillRequest _request = new(month);

    Run? _run;

    AuditTrail Trail => new(database, Actor.CommandLine, TimeProvider.System);

    public IEnumerable<Stage> All() =>
    [
        new("book-import", ImportBook)
        {
            File = files.Book,
            Writes = ["company", "customers", "machines", "meters", "contracts", "contract_terms", "contract_machines"],
        },
        new("readings-import", ImportReadings)
        {
            File = files.Readings,
            Reads = ["SELECT id, serial FROM machines", "SELECT id, machine_id, type, rolls_over_at FROM meters"],
            Writes = ["readings"],
        },
        new("plan", Plan)
        {
            Reads = ["SELECT customer_id FROM contracts"],
            Writes = ["runs", "run_shards"],
        },
        new("rate", Rate)
        {
            Reads =
            [
                "SELECT id, customer_id, status, number, start_date, end_date, type, site FROM contracts",
                "SELECT id, code, currency FROM customers",
                "SELECT contract_id, version, document FROM contract_terms",
                "SELECT contract_id, machine_id FROM contract_machines",
                "SELECT id, serial FROM machines",
                "SELECT id, machine_id, type, rolls_over_at FROM meters",
                "SELECT id, meter_id, read_on, value, source, event, new_start, state, test_copies, test_hundredths FROM readings",
                "SELECT contract_id, charge, period FROM billed_charges",
                "SELECT meter_id, contract_id, period, closed_on, counter_after, source FROM billed_usage",
            ],
        },
        new("draft", Draft)
        {
            Writes = ["drafts", "draft_invoices", "run_exceptions"],
        },
        new("post", Post)
        {
            Reads =
            [
                "SELECT code, name FROM customers",
                "SELECT customer_id, document FROM drafts",
                "SELECT customer_id, invoice_id, number FROM draft_invoices",
            ],
            Writes = ["invoices", "invoice_lines", "billed_charges", "billed_usage", "payables", "journal_lines"],
        },
    ];

    async Task ImportBook(CancellationToken cancellation)
    {
        await using var file = File.OpenRead(files.Book);
        await new ImportBook(database, Trail).Run(file, approve: false, new Progress<Step>(), cancellation);
    }

    async Task ImportReadings(CancellationToken cancellation) =>
        await new ImportReadings(database, Trail).Run(files.Readings, new ImportOptions(), null, cancellation);

    async Task Plan(CancellationToken cancellation) =>
        _run = await new PlanRun(database, Trail).Run(_request, cancellation);

    /// <summary>Reads and rates every shard, and keeps nothing.</summary>
    async Task Rate(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var drafting = await Drafting.Of(database, _run!, cancellation);
        await Parallel.ForEachAsync(db.RunShards.Where(shard => shard.RunId == _run!.Id), cancellation,
            async (shard, stop) => await drafting.Rate(shard, stop).CountAsync(stop));
    }

    async Task Draft(CancellationToken cancellation) => await new BillPeriod(database, Trail).Run(_request, null, cancellation);

    async Task Post(CancellationToken cancellation)
    {
        var posted = await new PostRun(database, Trail).Run(_run!.Id, null, cancellation);
        if (posted.Invoices == 0)
            throw new InvalidOperationException("Nothing was posted: these measurements say nothing.");
    }
}
