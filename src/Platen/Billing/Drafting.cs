using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Billing;

/// <summary>Rates a run's shards, and writes their drafts: a shard in one transaction, so that it is drafted whole or not at all.</summary>
sealed class Drafting
{
    /// <summary>So few that what is read and rated of them dies young: the collector then has little to keep, and makes short stops.</summary>
    const int ContractsAtOnce = 50;

    readonly Database _database;
    readonly Run _run;
    readonly long _revision;
    readonly RunInputs? _inputs; // null before the first book: there is nobody to bill
    readonly RateCustomer _rating;

    Drafting(Database database, Run run, long revision, RunInputs? inputs, RateCustomer rating) =>
        (_database, _run, _revision, _inputs, _rating) = (database, run, revision, inputs, rating);

    public static async Task<Drafting> Of(Database database, Run run, CancellationToken cancellation)
    {
        // Read first: a change that commits meanwhile makes a draft look stale, never a stale draft look fresh.
        var revision = await Revision(database, cancellation);
        await using var db = new Db(database);
        var company = await db.Company.SingleOrDefaultAsync(cancellation);
        var preferences = await db.Customers.Where(customer => customer.Consolidated || customer.InvoicePerMachine)
            .ToDictionaryAsync(customer => customer.Code, customer => new InvoicePreference(customer.Consolidated, customer.InvoicePerMachine), cancellation);
        var rules = await new SettingsStore(database).Get<BillingRules>(cancellation);
        var tables = company is null ? null : await RunTables.Read(database, db, company, run.InvoicedOn, cancellation);
        return new Drafting(
            database, run, revision, company is null ? null : new RunInputs(database, company, tables!),
            new RateCustomer(BillRequest.Of(run), preferences, rules.BillLastApprovedWhileReleased, tables));
    }

    /// <summary>Rates without keeping anything: some customers after the other, so that no more than theirs is held.</summary>
    /// <param name="within">As a transaction that is not committed has it; null: as it stands.</param>
    public async IAsyncEnumerable<RatedCustomer> Rate(
        RunShard shard, [EnumeratorCancellation] CancellationToken cancellation, WriteTransaction? within = null)
    {
        if (_inputs is null)
            yield break;
        var groups = await _inputs.ReadGroups(shard.FirstCustomer, shard.LastCustomer, _run.Period, _run.ChargeKind, cancellation, within);
        var alone = groups.Select(group => group.Key).ToHashSet();
        await using var own = within is null ? await _database.Connect(cancellation) : null;
        var connection = own ?? within!.Connection;
        foreach (var customers in await CustomerRange.Split(connection, shard.FirstCustomer, shard.LastCustomer, ContractsAtOnce, cancellation))
        {
            var contracts = await _inputs.Read(connection, customers.First, customers.Last, _run.Period, _run.ChargeKind, cancellation);
            foreach (var its in contracts.GroupBy(contract => contract.CustomerId))
            {
                alone.Remove(its.Key);
                yield return _rating.Rate(its.Key, [.. its], [.. groups[its.Key]]);
            }
        }

        foreach (var group in groups.Where(group => alone.Contains(group.Key)))
            yield return _rating.Rate(group.Key, [], [.. group]);
    }

    public async Task Draft(RunShard shard, AuditTrail trail, CancellationToken cancellation)
    {
        // The words and the JSON are made before the transaction, which then only writes.
        var drafts = new List<Drafted>();
        await foreach (var customer in Rate(shard, cancellation))
            drafts.Add(Drafted.Of(customer));

        await using var write = await _database.Write(cancellation);
        await RefuseWhenPosting(write, cancellation);
        if (await DraftedAt(write, shard, cancellation) is { } before)
        {
            if (before > _revision)
                return; // somebody else has drafted it from later inputs
            await Clear(write, shard, cancellation);
        }

        WriteDrafts(write, shard, drafts);
        WriteInvoices(write, shard, drafts);
        WriteExceptions(write, shard, drafts);
        await using (var command = write.Connection.CreateCommand())
        {
            command.CommandText = "UPDATE run_shards SET state = @state, revision = @revision WHERE run_id = @run AND no = @no";
            command.Add("@state", (int)ShardState.Drafted).Add("@revision", _revision).Add("@run", _run.Id).Add("@no", shard.No);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await trail.Commit(write, new Change("run.shard-drafted", "run", _run.Name, After: Scope(shard, drafts)), cancellation);
    }

    /// <summary>A shard in the audit trail: which customers, and the hash of their drafts.</summary>
    static object Scope(RunShard shard, List<Drafted> drafts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var draft in drafts)
            hash.AppendData(draft.Document ?? []);
        return new
        {
            shard = shard.No,
            shard.FirstCustomer,
            shard.LastCustomer,
            drafts = drafts.Count(draft => draft.Document is not null),
            sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
    }

    /// <summary>Numbers that are given stand: no draft changes once the run is on its way into the ledger.</summary>
    async Task RefuseWhenPosting(WriteTransaction write, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT state FROM runs WHERE id = @run{_database.ForShare}";
        var state = await command.Add("@run", _run.Id).ExecuteScalarAsync(cancellation);
        if (state is null)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Run {_run.Id} was discarded by somebody else. Bill the period again."));
        if ((RunState)Convert.ToInt32(state, CultureInfo.InvariantCulture) is RunState.Posting or RunState.Posted)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Run {_run.Id} is being posted by somebody else. Bill the period again when it is done."));
    }

    /// <summary>The revision the shard is drafted at by now, and by nobody else until this transaction ends; null: not yet.</summary>
    async Task<long?> DraftedAt(WriteTransaction write, RunShard shard, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT revision FROM run_shards WHERE run_id = @run AND no = @no{_database.ForUpdate}";
        return await command.Add("@run", _run.Id).Add("@no", shard.No).ExecuteScalarAsync(cancellation) as long?;
    }

    async Task Clear(WriteTransaction write, RunShard shard, CancellationToken cancellation)
    {
        foreach (var table in (string[])["drafts", "draft_invoices", "run_exceptions"])
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = $"DELETE FROM {table} WHERE run_id = @run AND customer_id BETWEEN @first AND @last";
            command.Add("@run", _run.Id).Add("@first", shard.FirstCustomer).Add("@last", shard.LastCustomer);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    void WriteDrafts(WriteTransaction write, RunShard shard, List<Drafted> drafts)
    {
        using var rows = _database.Rows(write.Connection, "drafts", "run_id", "customer_id", "shard_no", "document", "to_post");
        foreach (var draft in drafts)
        {
            if (draft.Document is { } document)
                rows.Add(_run.Id).Add(draft.CustomerId).Add(shard.No).AddUtf8(document).Add(true).EndRow();
        }

        rows.Complete();
    }

    void WriteInvoices(WriteTransaction write, RunShard shard, List<Drafted> drafts)
    {
        using var rows = _database.Rows(write.Connection, "draft_invoices",
            "run_id", "customer_id", "no", "shard_no", "bill_to", "contract", "charge_group", "machine", "address", "currency", "exchange_rate", "lines", "net", "tax", "total");
        foreach (var draft in drafts)
        {
            foreach (var (no, (invoice, rate, lines)) in draft.Invoices.Index())
            {
                rows.Add(_run.Id).Add(draft.CustomerId).Add(no).Add(shard.No).Add(invoice.BillTo).Add(invoice.Contract).Add(invoice.ChargeGroup)
                    .Add(invoice.Machine).Add(invoice.Address).Add(invoice.Currency).AddMoney(rate).Add(lines)
                    .AddMoney(invoice.Net).AddMoney(invoice.Tax).AddMoney(invoice.Total).EndRow();
            }
        }

        rows.Complete();
    }

    void WriteExceptions(WriteTransaction write, RunShard shard, List<Drafted> drafts)
    {
        using var rows = _database.Rows(write.Connection, "run_exceptions",
            "run_id", "shard_no", "customer_id", "no", "contract", "charge_group", "code", "severity", "machine", "meter", "message");
        foreach (var draft in drafts)
        {
            foreach (var (no, (contract, problem, group)) in draft.Problems.Index())
            {
                rows.Add(_run.Id).Add(shard.No).Add(draft.CustomerId).Add(no).Add(contract).Add(group).Add((int)problem.Code)
                    .Add((int)problem.Severity).Add(problem.Machine).Add(problem.Meter).Add(problem.Message).EndRow();
            }
        }

        rows.Complete();
    }

    static async Task<long> Revision(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        return await Sequences.Last(connection, Sequences.Revision, cancellation);
    }

    /// <summary>A rated customer as it is written: its document, and of its invoices what stands beside that.</summary>
    /// <param name="Document">UTF-8; null: there is nothing to bill.</param>
    sealed record Drafted(int CustomerId, byte[]? Document, IReadOnlyList<(DraftedInvoice Head, decimal? Rate, int Lines)> Invoices, IReadOnlyList<RunProblem> Problems)
    {
        public static Drafted Of(RatedCustomer rated) => new(
            rated.CustomerId, rated.Document.IsEmpty ? null : rated.Document.ToJson(),
            [.. rated.Document.Invoices.Select(invoice => (invoice with { Lines = [] }, rated.Document.RateOf(invoice), invoice.Lines.Count))], rated.Problems);
    }
}
