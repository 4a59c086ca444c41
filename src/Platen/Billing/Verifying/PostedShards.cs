using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;

namespace Platen.Billing.Verifying;

/// <summary>Compares the invoices that stand in the ledger with the hashes that their posting left in the audit trail, a shard each.</summary>
sealed class PostedShards
{
    const int InvoicesAtATime = 1000;

    readonly Dictionary<int, List<Shard>> _runs = [];
    readonly List<Difference> _differences = [];
    readonly PrepaidPostings _prepaid = new();
    readonly GroupPostings _groups = new();
    readonly NotePostings _notes = new();

    public int Count { get; private set; }

    public int Invoices { get; private set; }

    /// <summary>Notes what an entry says was posted, if it does.</summary>
    public void Take(AuditEntry entry)
    {
        _notes.Take(entry);
        if (entry.Action != PostedScope.Action)
            return;
        Count++;
        if (Scope(entry) is not { } scope || !int.TryParse(entry.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var run))
        {
            _differences.Add(new Difference(string.Create(CultureInfo.InvariantCulture, $"entry {entry.Id}"), "It no longer says which invoices were posted."));
            return;
        }

        if (!_runs.TryGetValue(run, out var shards))
            _runs.Add(run, shards = []);
        _prepaid.Take(entry.Id, run, scope.Prepaid);
        _groups.Take(entry.Id, run, scope.Groups);
        if (scope.Invoices > 0)
            shards.Add(new Shard(entry.Id, scope));
    }

    static PostedScope? Scope(AuditEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<PostedScope>(entry.After ?? "null", Json.Options) is { Sha256: not null } scope ? scope : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the ledger from one end to the other, some invoices at a time.</summary>
    public async Task<List<Difference>> Check(Db db, IProgress<Shell.Step>? progress, CancellationToken cancellation)
    {
        var total = await db.Invoices.CountAsync(cancellation);
        var last = 0;
        while (await Some(db, last, cancellation) is { Count: > 0 } invoices)
        {
            last = invoices[^1].Id;
            var lines = (await Lines(db, invoices[0].Id, last, cancellation)).ToLookup(line => line.InvoiceId);
            var credits = await db.Credits.Where(credit => credit.InvoiceId >= invoices[0].Id && credit.InvoiceId <= last)
                .ToDictionaryAsync(credit => credit.InvoiceId, cancellation);
            foreach (var invoice in invoices)
            {
                if (invoice.RunId == 0)
                    Note(_notes.Compare(invoice, lines[invoice.Id], credits.GetValueOrDefault(invoice.Id)));
                else
                    Compare(invoice, lines[invoice.Id]);
            }

            Invoices += invoices.Count;
            progress?.Report(new Shell.Step("Posted invoices", Invoices, total));
        }

        foreach (var (run, shards) in _runs)
        {
            foreach (var shard in shards)
                Note(shard.Missing(run));
        }

        _differences.AddRange(_notes.Missing());
        _differences.AddRange(await _prepaid.Check(db, cancellation));
        _differences.AddRange(await _groups.Check(db, cancellation));
        return _differences;
    }

    static Task<List<Invoice>> Some(Db db, int after, CancellationToken cancellation) =>
        db.Invoices.Where(invoice => invoice.Id > after).OrderBy(invoice => invoice.Id).Take(InvoicesAtATime).ToListAsync(cancellation);

    static Task<List<PostedLine>> Lines(Db db, int first, int last, CancellationToken cancellation) =>
        db.InvoiceLines.Where(line => line.InvoiceId >= first && line.InvoiceId <= last)
            .OrderBy(line => line.InvoiceId).ThenBy(line => line.No).ToListAsync(cancellation);

    void Compare(Invoice invoice, IEnumerable<PostedLine> lines)
    {
        if (_runs.TryGetValue(invoice.RunId, out var shards) && shards.Find(shard => shard.Scope.Covers(invoice)) is { } shard)
            Note(shard.Add(invoice, lines));
        else
            Note(new Difference(invoice.FullNumber, "It stands in the ledger, but no posting in the audit trail wrote it."));
    }

    void Note(Difference? difference)
    {
        if (difference is not null)
            _differences.Add(difference);
    }

    /// <summary>What one entry says was posted, and how far the ledger was compared with it.</summary>
    sealed class Shard(long entry, PostedScope scope)
    {
        LedgerHash? _hash;
        int _seen;

        public PostedScope Scope => scope;

        public Difference? Add(Invoice invoice, IEnumerable<PostedLine> lines)
        {
            if (++_seen > scope.Invoices)
                return _seen == scope.Invoices + 1 ? Differs(invoice.RunId, "There are more invoices than were posted: one was added.") : null;

            _hash ??= new LedgerHash();
            _hash.Add(invoice, lines);
            if (_seen < scope.Invoices)
                return null;
            var hash = _hash.Finish();
            _hash.Dispose();
            return hash == scope.Sha256 ? null : Differs(invoice.RunId, "An invoice or one of its lines is not as it was posted.");
        }

        public Difference? Missing(int run)
        {
            if (_seen >= scope.Invoices)
                return null;
            _hash?.Dispose();
            return Differs(run, string.Create(CultureInfo.InvariantCulture, $"Of {scope.Invoices:N0} invoices posted, {scope.Invoices - _seen:N0} are missing."));
        }

        Difference Differs(int run, string message) => new(
            string.Create(CultureInfo.InvariantCulture,
                $"run {run} shard {scope.Shard}, {Invoice.NumberOf(PostRun.Series, scope.FirstNumber)} to {Invoice.NumberOf(PostRun.Series, scope.LastNumber)}, entry {entry}"),
            message);
    }
}
