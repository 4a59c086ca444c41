using Platen.Contracts;

namespace Platen.Book;

/// <summary>Takes in contracts with their versions of terms. What a book says otherwise of a known one becomes a draft.</summary>
sealed class ContractIntake(BookIntake book) : SectionIntake<BookContract>(book, Section.Contracts, "number")
{
    readonly BookContractRules _rules = new(book);

    /// <summary>Versions of known contracts that now wait for approval.</summary>
    public int Drafts { get; private set; }

    protected override string Name(BookContract value) => value.Number;

    protected override int Id(BookContract value) => Book.Known.Contracts.GetValueOrDefault(value.Number).Id;

    protected override int? Register(string name, int row, BookContract? value)
    {
        if (Book.Known.Contracts.TryGetValue(name, out var known) && known.Row >= 0)
            return known.Row;
        Book.Known.Contracts[name] = known with { Row = row };
        return null;
    }

    protected override void Check(string path, BookContract value) => _rules.Check(path, value);

    protected override async Task Number(IReadOnlyList<Entry<BookContract>> fresh, CancellationToken cancellation)
    {
        await Book.Meters.WriteNamed(cancellation);
        var id = await Book.Ids("contracts", fresh.Count, cancellation);
        foreach (var (row, contract) in fresh)
            Book.Known.Contracts[contract.Number] = new KnownNumber(id++, row);
    }

    protected override Task Insert(IReadOnlyList<Entry<BookContract>> fresh, CancellationToken cancellation)
    {
        InsertContracts(fresh);
        InsertTerms(fresh);
        InsertStates(fresh);
        InsertMachines(fresh);
        Tally.New += fresh.Count;
        return Task.CompletedTask;
    }

    void InsertContracts(IReadOnlyList<Entry<BookContract>> fresh)
    {
        using var rows = Book.Database.Rows(
            Book.Transaction.Connection, "contracts", "id", "number", "customer_id", "type", "site", "found_by", "status", "start_date", "end_date", "revision");
        foreach (var (_, contract) in fresh)
        {
            rows.Add(Id(contract)).Add(contract.Number).Add(Book.Known.Customers[contract.Customer].Id).Add(contract.Type)
                .Add(contract.Site).Add(FoundBy.Of(contract.Terms)).Add((int)contract.Status).Add(contract.Start).Add(contract.End).Add(Book.Revision).EndRow();
        }

        rows.Complete();
    }

    void InsertTerms(IReadOnlyList<Entry<BookContract>> fresh)
    {
        using var rows = Book.Database.Rows(
            Book.Transaction.Connection, "contract_terms", "contract_id", "version", "from_period", "approved", "document", "created_at",
            "written_by", "approved_at", "approved_by", "revision");
        foreach (var (_, contract) in fresh)
        {
            for (var i = 0; i < contract.Terms.Count; i++)
            {
                var approved = BookContract.IsApproved(contract.Status);
                rows.Add(Id(contract)).Add(i + 1).Add(contract.Terms[i].From.Number).Add(approved)
                    .Add(TermsDocument.Write(contract.Terms[i])).Add(Book.Now.UtcTicks).Add(Book.Who.Name)
                    .Add(approved ? Book.Now.UtcTicks : (long?)null).Add(approved ? Book.Who.Name : null).Add(Book.Revision).EndRow();
            }
        }

        rows.Complete();
    }

    void InsertStates(IReadOnlyList<Entry<BookContract>> fresh)
    {
        using var rows = Book.Database.Rows(
            Book.Transaction.Connection, "contract_states", "contract_id", "no", "step", "status", "at", "actor_kind", "actor", "actor_id");
        foreach (var (_, contract) in fresh)
        {
            rows.Add(Id(contract)).Add(1).Add((int)ContractStep.Written).Add((int)contract.Status).Add(Book.Now.UtcTicks)
                .Add((int)Book.Who.Kind).Add(Book.Who.Name).Add(Book.Who.Id).EndRow();
        }

        rows.Complete();
    }

    void InsertMachines(IReadOnlyList<Entry<BookContract>> fresh)
    {
        using var rows = Book.Database.Rows(
            Book.Transaction.Connection, "contract_machines", "contract_id", "machine_id", "from_date", "until_date");
        foreach (var (_, contract) in fresh)
        {
            foreach (var (serial, (from, until)) in TermsChain.Machines(contract.Terms))
                rows.Add(Id(contract)).Add(Book.Known.Machines[serial].Id).Add(from).Add(until).EndRow();
        }

        rows.Complete();
    }

    protected override async Task Update(IReadOnlyDictionary<int, BookContract> known, CancellationToken cancellation)
    {
        await using var db = await Book.Entities(cancellation);
        var update = new ContractUpdate(Book, db, Tally);
        await update.Run(known, cancellation);
        Drafts += update.Drafts;
    }
}
