using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;

namespace Platen.Book;

/// <summary>
/// Compares known contracts with what a book says of them. Other dates or another status are taken over; other terms make
/// a version that waits for approval, for what bills may not change behind anybody's back (B-2).
/// </summary>
sealed class ContractUpdate(BookIntake book, Db db, Tally tally)
{
    public int Drafts { get; private set; }

    public async Task Run(IReadOnlyDictionary<int, BookContract> known, CancellationToken cancellation)
    {
        var ids = known.Keys.ToList();
        var versions = (await db.Terms.AsTracking().Where(row => EF.Parameter(ids).Contains(row.ContractId)).ToListAsync(cancellation))
            .ToLookup(row => row.ContractId);
        foreach (var kept in await db.Contracts.AsTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation))
        {
            var contract = known[kept.Id];
            var (wasApproved, before) = (BookContract.IsApproved(kept.Status), kept.Status);
            (kept.CustomerId, kept.Type, kept.Status) = (book.Known.Customers[contract.Customer].Id, contract.Type, contract.Status);
            (kept.StartDate, kept.EndDate, kept.Site) = (contract.Start, contract.End, contract.Site);
            // A contract not approved so far is by a book that says active: so are its terms then.
            var approves = book.Approve || (!wasApproved && BookContract.IsApproved(contract.Status));
            var terms = versions[kept.Id].ToList();
            var changed = UpdateTerms(contract, kept.Id, terms, approves);
            if (!changed.IsNothing)
            {
                await MachinesOnContract.Renew(db, kept.Id, terms, cancellation);
                var found = FoundBy.Of(terms);
                await db.Contracts.Where(row => row.Id == kept.Id).ExecuteUpdateAsync(row => row.SetProperty(contract => contract.FoundBy, found), cancellation);
            }

            if (kept.Status != before)
                db.ContractStates.Add(await Became(kept, cancellation));
            book.Note("contract", kept.Number, tally.Keep(db, book.Known, kept, () => kept.Revision = book.Revision, changed));
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Adds the versions that are not kept yet, and approves where that is asked for.</summary>
    /// <returns>By first month: the terms that held before, and the new version.</returns>
    Changed UpdateTerms(BookContract contract, int id, List<TermsVersion> versions, bool approves)
    {
        var changed = new Changed();
        foreach (var terms in contract.Terms)
        {
            var document = TermsDocument.Write(terms);
            var current = versions.Where(version => version.FromPeriod == terms.From && version.Approved).MaxBy(version => version.Version);
            if (current is not null && TermsDocument.Same(current.Document, document))
                continue;

            var draft = versions.LastOrDefault(version => version.FromPeriod == terms.From && version.IsOpen
                && version.Version > (current?.Version ?? 0) && TermsDocument.Same(version.Document, document));
            // Read now: a draft that is about to be approved may be it.
            var before = Said(TermsChain.Billing(versions).LastOrDefault(version => version.FromPeriod <= terms.From));
            if (draft is null)
            {
                draft = Add(id, versions, terms.From, document, approves);
                Drafts += approves ? 0 : 1;
            }
            else if (approves)
            {
                (draft.Approved, draft.ApprovedAt, draft.ApprovedBy, draft.Revision) = (true, book.Now, book.Who.Name, book.Revision);
            }
            else
            {
                continue;
            }

            changed.Add($"terms from {terms.From}", before, Said(draft));
        }

        return changed;
    }

    static object? Said(TermsVersion? version) => version is null ? null : new
    {
        version.Version,
        version.Approved,
        terms = JsonSerializer.Deserialize<JsonElement>(version.Document),
    };

    TermsVersion Add(int id, List<TermsVersion> versions, Period from, string document, bool approved)
    {
        var version = new TermsVersion
        {
            ContractId = id,
            Version = versions.Select(known => known.Version).DefaultIfEmpty(0).Max() + 1,
            FromPeriod = from,
            Approved = approved,
            Document = document,
            CreatedAt = book.Now,
            WrittenBy = book.Who.Name,
            ApprovedAt = approved ? book.Now : null,
            ApprovedBy = approved ? book.Who.Name : null,
            Revision = book.Revision,
        };
        versions.Add(version);
        db.Terms.Add(version);
        return version;
    }

    /// <summary>A status that a book gives stands in the contract's history like any other.</summary>
    async Task<ContractState> Became(Contract kept, CancellationToken cancellation) => new()
    {
        ContractId = kept.Id,
        No = 1 + await db.ContractStates.CountAsync(state => state.ContractId == kept.Id, cancellation),
        Step = ContractStep.Imported,
        Status = kept.Status,
        At = book.Now,
        ActorKind = book.Who.Kind,
        Actor = book.Who.Name,
        ActorId = book.Who.Id,
    };
}
