using System.Globalization;
using Platen.Audit;
using Platen.Billing.Groups;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>Whom an invoice is written to, as known when it is posted.</summary>
sealed record Payee(string Name, string? Addresses)
{
    /// <param name="address">The name of one of its addresses; null: its usual one.</param>
    public string? AddressLines(string? address) => Addresses is null ? null : Address.ForInvoices(Address.Read(Addresses), address);
}

/// <summary>Moves a shard's numbered drafts into the ledger, in one transaction: invoices, lines, charges, usage, payables, journal.</summary>
sealed class PostShard(Database database, AuditTrail trail, Run run, IReadOnlyDictionary<string, Payee> payers)
{
    sealed record Numbered(int CustomerId, DraftDocument Document, IReadOnlyList<(int Id, long Number)> Numbers);

    public async Task<int> Move(RunShard shard, CancellationToken cancellation)
    {
        // Before the transaction: numbered drafts change no more, and others may write while these are read.
        var drafts = await Read(shard, cancellation);
        var invoices = Invoices(drafts);
        var scope = PostedScope.Of(shard, invoices);
        await using var write = await database.Write(cancellation);
        if (!await IsWaiting(write, shard, cancellation))
            return 0;
        LedgerInvoice.Write(database, write, invoices);
        WriteUsage(write, drafts);
        await WritePayables(write, drafts, cancellation);
        await Leave(write, shard, cancellation);
        // Last, for it makes other posters wait.
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        WriteCharges(write, drafts, revision);
        var prepaid = WritePrepaid(write, drafts, revision);
        var groups = GroupRows.Of(run, drafts.Select(draft => (draft.Document, draft.Numbers)), revision);
        groups?.Write(database, write);
        await trail.Commit(write, new Change(PostedScope.Action, "run", run.Name, After: scope with { Prepaid = prepaid, Groups = groups?.Posted(revision) }), cancellation);
        return invoices.Count;
    }

    /// <summary>Whether the shard is still to be moved, which nobody else does from now on.</summary>
    async Task<bool> IsWaiting(WriteTransaction write, RunShard shard, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT state FROM run_shards WHERE run_id = @run AND no = @no{database.ForUpdate}";
        var state = await command.Add("@run", run.Id).Add("@no", shard.No).ExecuteScalarAsync(cancellation);
        return (ShardState)Convert.ToInt32(state, CultureInfo.InvariantCulture) == ShardState.Drafted;
    }

    async Task<List<Numbered>> Read(RunShard shard, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        var numbers = new Dictionary<int, List<(int, long)>>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                """
                SELECT customer_id, invoice_id, number FROM draft_invoices
                WHERE run_id = @run AND customer_id BETWEEN @first AND @last AND number IS NOT NULL ORDER BY customer_id, no
                """;
            command.Add("@run", run.Id).Add("@first", shard.FirstCustomer).Add("@last", shard.LastCustomer);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                if (!numbers.TryGetValue(row.GetInt32(0), out var list))
                    numbers.Add(row.GetInt32(0), list = []);
                list.Add((row.GetInt32(1), row.GetInt64(2)));
            }
        }

        var drafts = new List<Numbered>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                "SELECT customer_id, document FROM drafts WHERE run_id = @run AND customer_id BETWEEN @first AND @last AND to_post ORDER BY customer_id";
            command.Add("@run", run.Id).Add("@first", shard.FirstCustomer).Add("@last", shard.LastCustomer);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var customer = row.GetInt32(0);
                drafts.Add(new Numbered(customer, DraftDocument.FromJson(row.Utf8(1)), numbers.GetValueOrDefault(customer, [])));
            }
        }

        return drafts;
    }

    void WriteCharges(WriteTransaction write, List<Numbered> drafts, long revision)
    {
        using var rows = database.Rows(write.Connection, "billed_charges", "contract_id", "charge", "period", "run_id",
            "terms_version", "cycles", "first_cycle", "bill_to", "copies", "amount", "revision");
        foreach (var (contract, charge) in Charges(drafts))
        {
            rows.Add(contract.Id).Add(charge.Key).Add(run.Period.Number).Add(run.Id).Add(contract.TermsVersion).Add(charge.Cycles)
                .Add(charge.FirstCycle).Add(charge.BillTo).Add(charge.Copies).AddMoney(charge.Amount).Add(revision).EndRow();
        }

        rows.Complete();
    }

    /// <returns>Null where nothing was prepaid.</returns>
    PostedPrepaid? WritePrepaid(WriteTransaction write, List<Numbered> drafts, long revision)
    {
        var prepaid = Prepaid(drafts, revision);
        if (prepaid.Count == 0)
            return null;
        using var rows = database.Rows(write.Connection, "billed_prepaid", "contract_id", "meter", "period", "starts_on", "ends_on",
            "included", "used_before", "used", "free", "full_cycles", "is_over", "revision");
        foreach (var row in prepaid)
        {
            rows.Add(row.ContractId).Add(row.Meter).Add(row.Period.Number).Add(row.StartsOn).Add(row.EndsOn).Add(row.Included)
                .Add(row.UsedBefore).Add(row.Used).Add(row.Free).Add(row.FullCycles).Add(row.IsOver).Add(row.Revision).EndRow();
        }

        rows.Complete();
        return PostedPrepaid.Of(revision, prepaid);
    }

    List<BilledPrepaid> Prepaid(List<Numbered> drafts, long revision) =>
    [
        .. from pair in Charges(drafts)
           let prepaid = pair.Charge.Prepaid
           where prepaid is not null
           select new BilledPrepaid
           {
               ContractId = pair.Contract.Id,
               Meter = ChargeKey.MeterOfPool(pair.Charge.Key),
               Period = run.Period,
               StartsOn = prepaid.Start,
               EndsOn = prepaid.End,
               Included = prepaid.Included,
               UsedBefore = prepaid.UsedBefore,
               Used = prepaid.Used,
               Free = prepaid.Free,
               FullCycles = prepaid.FullCycles,
               IsOver = prepaid.IsOver,
               Revision = revision,
           },
    ];

    void WriteUsage(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "billed_usage", "meter_id", "contract_id", "period", "charge",
            "opened_on", "opening", "closed_on", "closing", "counter_after", "source", "copies", "deducted");
        foreach (var (contract, charge) in Charges(drafts))
        {
            foreach (var count in charge.Counts)
            {
                rows.Add(count.MeterId).Add(contract.Id).Add(run.Period.Number).Add(charge.Key).Add(count.OpenedOn)
                    .Add(count.Opening).Add(count.ClosedOn).Add(count.Closing).Add(count.CounterAfter).Add((int)count.Source)
                    .Add(count.Copies).Add(count.Deducted).EndRow();
            }
        }

        rows.Complete();
    }

    async Task WritePayables(WriteTransaction write, List<Numbered> drafts, CancellationToken cancellation)
    {
        var owed = Charges(drafts).Where(pair => pair.Charge is { Supplier: not null, Payable: not 0 }).ToList();
        if (owed.Count == 0)
            return;
        var takes = await Credits.Payables.LastTakes(write.Connection, run.Period, cancellation);
        using var rows = database.Rows(write.Connection, "payables",
            "contract_id", "charge", "period", "take", "supplier", "currency", "amount", "run_id");
        foreach (var (contract, charge) in owed)
        {
            rows.Add(contract.Id).Add(charge.Key).Add(run.Period.Number).Add(takes.TryGetValue((contract.Id, charge.Key), out var last) ? last + 1 : 0)
                .Add(charge.Supplier).Add(contract.Currency).AddMoney(charge.Payable).Add(run.Id).EndRow();
        }

        rows.Complete();
    }

    /// <summary>The drafts have become the ledger; those sent back to review stay.</summary>
    async Task Leave(WriteTransaction write, RunShard shard, CancellationToken cancellation)
    {
        string[] statements =
        [
            "DELETE FROM draft_invoices WHERE run_id = @run AND customer_id BETWEEN @first AND @last AND customer_id IN " +
                "(SELECT customer_id FROM drafts WHERE run_id = @run AND customer_id BETWEEN @first AND @last AND to_post)",
            "DELETE FROM drafts WHERE run_id = @run AND customer_id BETWEEN @first AND @last AND to_post",
            """
            UPDATE run_shards SET state = CASE WHEN EXISTS (SELECT 1 FROM drafts WHERE run_id = @run AND customer_id BETWEEN @first AND @last)
                THEN @drafted ELSE @posted END
            WHERE run_id = @run AND no = @no
            """,
        ];
        foreach (var statement in statements)
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            command.Add("@run", run.Id).Add("@no", shard.No).Add("@first", shard.FirstCustomer).Add("@last", shard.LastCustomer)
                .Add("@drafted", (int)ShardState.Drafted).Add("@posted", (int)ShardState.Posted);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>The invoices as the ledger will have them, by number.</summary>
    List<LedgerInvoice> Invoices(List<Numbered> drafts) =>
    [
        .. from draft in drafts
           from place in draft.Numbers.Index()
           let invoice = draft.Document.Invoices[place.Index]
           let id = place.Item.Id
           orderby id
           select new LedgerInvoice(Invoice(draft, invoice, id, place.Item.Number), invoice.Lines, Journal.Entry(invoice.BillTo, invoice.Lines, invoice.Tax)),
    ];

    Invoice Invoice(Numbered draft, DraftedInvoice invoice, int id, long number) => new()
    {
        Id = id,
        Series = PostRun.Series,
        Number = number,
        RunId = run.Id,
        Period = run.Period,
        InvoicedOn = run.InvoicedOn,
        CustomerId = draft.CustomerId,
        BillTo = invoice.BillTo,
        BillToName = payers.GetValueOrDefault(invoice.BillTo)?.Name ?? invoice.BillTo,
        Contract = invoice.Contract,
        ChargeGroup = invoice.ChargeGroup,
        Machine = invoice.Machine,
        Address = invoice.Address,
        AddressLines = payers.GetValueOrDefault(invoice.BillTo)?.AddressLines(invoice.Address),
        Currency = invoice.Currency,
        ExchangeRate = draft.Document.RateOf(invoice),
        Net = invoice.Net,
        Tax = invoice.Tax,
        Total = invoice.Total,
    };

    static IEnumerable<(DraftedContract Contract, DraftedCharge Charge)> Charges(List<Numbered> drafts) =>
        from draft in drafts
        from contract in draft.Document.Contracts
        from charge in contract.Charges
        select (contract, charge);
}
