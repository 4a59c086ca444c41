using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Contracts;

/// <summary>
/// A contract taken to be changed: whoever else changes one waits until this change is committed or let go. People's changes
/// and the system's own (escalation, the end of prepaid) all go through here.
/// </summary>
sealed class ContractInHand : IAsyncDisposable
{
    readonly WriteTransaction _write;
    readonly AuditTrail _trail;
    readonly long _revision;
    readonly List<TermsVersion> _versions;
    readonly List<ContractState> _states;
    readonly List<TermsVersion> _approved = [];

    ContractInHand(WriteTransaction write, Db db, AuditTrail trail, long revision, Contract contract, List<TermsVersion> versions, List<ContractState> states) =>
        (_write, Db, _trail, _revision, Contract, _versions, _states) = (write, db, trail, revision, contract, versions, states);

    /// <summary>The rows inside this change's transaction.</summary>
    public Db Db { get; }
    public Contract Contract { get; }

    /// <summary>All there ever were, by number.</summary>
    public IReadOnlyList<TermsVersion> Versions => _versions;
    public IReadOnlyList<ContractState> States => _states;

    /// <summary>Drafts that are neither approved nor thrown away, oldest first.</summary>
    public IEnumerable<TermsVersion> Drafts => _versions.Where(version => version.IsOpen);

    /// <summary>It was billed, or could have been: what it says now is a change of what was agreed.</summary>
    public bool WasApproved => _versions.Exists(version => version.Approved);

    /// <summary>The last time that a step was taken.</summary>
    public ContractState? Last(ContractStep step) => _states.FindLast(state => state.Step == step);

    public static Task<ContractInHand> Take(Database database, AuditTrail trail, string number, CancellationToken cancellation) =>
        Open(database, trail, async db => await db.Contracts.AsTracking().SingleOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw Unknown(number), cancellation);

    /// <param name="make">Makes the new contract, with the id that it gets.</param>
    public static Task<ContractInHand> New(Database database, AuditTrail trail, Func<Db, int, Task<Contract>> make, CancellationToken cancellation) =>
        Open(database, trail, async db =>
        {
            var id = (int)await Sequences.Take(db.Database.GetDbConnection(), "contracts", 1, cancellation);
            var contract = await make(db, id);
            db.Contracts.Add(contract);
            return contract;
        }, cancellation);

    public static Refusal Unknown(string number) => new(
        number.Length == 0 ? "A contract's number is missing. 'platen contract list' names them." : $"There is no contract {number}. 'platen contract list' names them.");

    static async Task<ContractInHand> Open(Database database, AuditTrail trail, Func<Db, Task<Contract>> find, CancellationToken cancellation)
    {
        var write = await database.Write(cancellation);
        try
        {
            // Taken first: writers wait for each other here, so what is read now is so until the end.
            var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
            var db = Db.Within(database, write);
            return await Within(write, db, trail, revision, await find(db), cancellation);
        }
        catch
        {
            await write.DisposeAsync();
            throw;
        }
    }

    /// <summary>In a change of something else, which commits it: <see cref="Keep"/> ends this part.</summary>
    public static async Task<ContractInHand> Within(WriteTransaction write, Db db, AuditTrail trail, long revision, Contract contract, CancellationToken cancellation) => new(
        write, db, trail, revision, contract,
        await db.Terms.AsTracking().Where(row => row.ContractId == contract.Id).OrderBy(row => row.Version).ToListAsync(cancellation),
        await db.ContractStates.Where(row => row.ContractId == contract.Id).OrderBy(row => row.No).ToListAsync(cancellation));

    /// <summary>Writes another version; a draft until it is approved.</summary>
    public TermsVersion Write(ContractHeader header, ContractTerms terms, string? note)
    {
        var version = new TermsVersion
        {
            ContractId = Contract.Id,
            Version = _versions.Count == 0 ? 1 : _versions[^1].Version + 1,
            FromPeriod = terms.From,
            Document = TermsDocument.Write(terms),
            Header = HeaderDocument.Write(header),
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            CreatedAt = _trail.Now,
            WrittenBy = _trail.Who.Name,
            Revision = _revision,
        };
        _versions.Add(version);
        Db.Terms.Add(version);
        return version;
    }

    /// <summary>Writes a draft once more, as another version: as far on its way to approval as it was.</summary>
    public TermsVersion Replace(TermsVersion draft, ContractHeader header, ContractTerms terms)
    {
        Discard(draft);
        var again = Write(header, terms, draft.Note);
        (again.ReleasedAt, again.ReleasedBy) = (draft.ReleasedAt, draft.ReleasedBy);
        return again;
    }

    /// <summary>A version from the same period was approved after the draft was written, and would count in its place.</summary>
    public bool IsOutdone(TermsVersion draft) =>
        _versions.Exists(version => version.Approved && version.FromPeriod == draft.FromPeriod && version.Version > draft.Version);

    /// <summary>From now on it bills.</summary>
    public void Approve(TermsVersion version)
    {
        (version.Approved, version.ApprovedAt, version.ApprovedBy, version.Revision) = (true, _trail.Now, _trail.Who.Name, _revision);
        _approved.Add(version);
    }

    public void Release(TermsVersion version) => (version.ReleasedAt, version.ReleasedBy) = (_trail.Now, _trail.Who.Name);

    public void Discard(TermsVersion version) =>
        (version.DiscardedAt, version.DiscardedBy, version.Revision) = (_trail.Now, _trail.Who.Name, _revision);

    /// <summary>Takes a step and notes it in the history.</summary>
    public void Become(ContractStatus status, ContractStep step, string? reason = null, string? employee = null, DateTimeOffset? releaseExpected = null)
    {
        Contract.Status = status;
        var state = new ContractState
        {
            ContractId = Contract.Id,
            No = _states.Count + 1,
            Step = step,
            Status = status,
            At = _trail.Now,
            ActorKind = _trail.Who.Kind,
            Actor = _trail.Who.Name,
            ActorId = _trail.Who.Id,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Employee = string.IsNullOrWhiteSpace(employee) ? null : employee.Trim(),
            ReleaseExpected = releaseExpected,
        };
        _states.Add(state);
        Db.ContractStates.Add(state);
    }

    /// <summary>Lets a header count.</summary>
    public async Task Apply(ContractHeader header, CancellationToken cancellation)
    {
        var customer = await Db.Customers.Where(row => row.Code == header.Customer).Select(row => row.Id).SingleAsync(cancellation);
        if (customer != Contract.CustomerId)
        {
            // Their drafts hold the contract's charges, and are stale now.
            await Db.Customers.Where(row => row.Id == Contract.CustomerId)
                .ExecuteUpdateAsync(row => row.SetProperty(old => old.Revision, _revision), cancellation);
        }

        (Contract.CustomerId, Contract.Type, Contract.StartDate, Contract.EndDate) = (customer, header.Type, header.Start, header.End);
        Contract.Site = header.Site;
    }

    /// <summary>What the dealer decided about contracts.</summary>
    public Task<BillingRules> Rules(CancellationToken cancellation) => SettingsStore.Get<BillingRules>(_write.Connection, cancellation);

    /// <summary>What stands in the way of drafts that are to be released or approved.</summary>
    public async Task Check(IReadOnlyList<TermsVersion> drafts, CancellationToken cancellation)
    {
        var header = HeaderDocument.Proposed(drafts, await HeaderDocument.Of(Db, Contract, cancellation));
        foreach (var draft in drafts)
            SaveContract.Refuse(Contract.Number, await new ContractChecks(Db).Run(Contract.Id, header, TermsDocument.Read(draft.Document), before: null, cancellation));
    }

    /// <summary>Puts a mail into the outbox, to be sent once this change is committed.</summary>
    public Task Tell(NewMail mail, CancellationToken cancellation) => Outbox.Post(_write, mail, _trail.Now, cancellation);

    /// <summary>Keeps what was done, signed; and moves the machines whose items have another address now (L-10).</summary>
    public async Task Commit(string action, object? before, object? after, CancellationToken cancellation)
    {
        var moved = await MachinesMoved.By(this, _approved, _revision, cancellation);
        await _trail.Commit(_write, [await Keep(action, before, after, cancellation), .. moved], cancellation);
    }

    /// <summary>The same within a change of something else, which signs what this tells.</summary>
    public async Task<Change> Keep(string action, object? before, object? after, CancellationToken cancellation)
    {
        Contract.Revision = _revision;
        Contract.FoundBy = FoundBy.Of(_versions);
        await MachinesOnContract.Renew(Db, Contract.Id, _versions, cancellation);
        await Db.SaveChangesAsync(cancellation);
        return new Change(action, "contract", Contract.Number, before, after);
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await _write.DisposeAsync();
    }
}
