using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>Moves a shard's numbered drafts into the ledger, in one transaction: invoices, lines, charges, usage, payables, journal.</summary>
sealed class PostShard(Database database, AuditTrail trail, Run run, IReadOnlyDictionary<string, string> names)
{
    sealed record Numbered(int CustomerId, string Text, DraftDocument Document, IReadOnlyList<(int Id, long Number)> Numbers);

    public async Task<int> Move(RunShard shard, CancellationToken cancellation)
    {
        // Before the transaction: numbered drafts change no more, and others may write while these are read.
        var drafts = await Read(shard, cancellation);
        await using var write = await database.Write(cancellation);
        if (!await IsWaiting(write, shard, cancellation))
            return 0;
        WriteInvoices(write, drafts);
        WriteLines(write, drafts);
        WriteUsage(write, drafts);
        WritePayables(write, drafts);
        WriteJournal(write, drafts);
        await Leave(write, shard, cancellation);
        // Last, for it makes other posters wait.
        WriteCharges(write, drafts, await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation));
        await trail.Commit(write, new Change("run.shard-posted", "run", run.Name, After: Scope(shard, drafts)), cancellation);
        return drafts.Sum(draft => draft.Numbers.Count);
    }

    /// <summary>A shard in the audit trail: which customers and invoices, and the hash of the documents that became the ledger.</summary>
    static object Scope(RunShard shard, List<Numbered> drafts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var draft in drafts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(draft.Text));
            foreach (var (_, number) in draft.Numbers)
                hash.AppendData(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        }

        return new
        {
            shard = shard.No,
            shard.FirstCustomer,
            shard.LastCustomer,
            invoices = drafts.Sum(draft => draft.Numbers.Count),
            sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
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
                drafts.Add(new Numbered(customer, row.GetString(1), DraftDocument.FromJson(row.GetString(1)), numbers.GetValueOrDefault(customer, [])));
            }
        }

        return drafts;
    }

    void WriteInvoices(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "invoices", "id", "series", "number", "run_id", "period", "invoiced_on",
            "customer_id", "bill_to", "bill_to_name", "contract", "machine", "currency", "exchange_rate", "net", "tax", "total");
        foreach (var (draft, invoice, id, number) in Invoices(drafts))
        {
            var rate = draft.Document.Contracts.FirstOrDefault(contract => contract.Number == invoice.Lines[0].Contract)?.ExchangeRate;
            rows.Add(id).Add(PostRun.Series).Add(number).Add(run.Id).Add(run.Period.Number).Add(run.InvoicedOn)
                .Add(draft.CustomerId).Add(invoice.BillTo).Add(names.GetValueOrDefault(invoice.BillTo, invoice.BillTo))
                .Add(invoice.Contract).Add(invoice.Machine).Add(invoice.Currency).AddMoney(rate).AddMoney(invoice.Net)
                .AddMoney(invoice.Tax).AddMoney(invoice.Total).EndRow();
        }

        rows.Complete();
    }

    void WriteLines(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "invoice_lines", "invoice_id", "no", "contract", "charge", "kind",
            "meter", "machine", "quantity", "unit_charge", "amount", "tax_rate", "explanation");
        foreach (var (_, invoice, id, _) in Invoices(drafts))
        {
            for (var no = 0; no < invoice.Lines.Count; no++)
            {
                var line = invoice.Lines[no];
                rows.Add(id).Add(no + 1).Add(line.Contract).Add(line.Charge).Add((int)line.Kind).Add(line.Meter).Add(line.Machine)
                    .Add(line.Quantity).AddMoney(line.UnitCharge).AddMoney(line.Amount).AddMoney(line.TaxRate).Add(line.Explanation).EndRow();
            }
        }

        rows.Complete();
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

    void WriteUsage(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "billed_usage", "meter_id", "contract_id", "period", "charge",
            "opened_on", "opening", "closed_on", "closing", "counter_after", "source", "copies");
        foreach (var (contract, charge) in Charges(drafts))
        {
            foreach (var count in charge.Counts)
            {
                rows.Add(count.MeterId).Add(contract.Id).Add(run.Period.Number).Add(charge.Key).Add(count.OpenedOn)
                    .Add(count.Opening).Add(count.ClosedOn).Add(count.Closing).Add(count.CounterAfter).Add((int)count.Source)
                    .Add(count.Copies).EndRow();
            }
        }

        rows.Complete();
    }

    void WritePayables(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "payables",
            "contract_id", "charge", "period", "supplier", "currency", "amount", "run_id");
        foreach (var (contract, charge) in Charges(drafts))
        {
            if (charge.Supplier is not null && charge.Payable != 0)
            {
                rows.Add(contract.Id).Add(charge.Key).Add(run.Period.Number).Add(charge.Supplier).Add(contract.Currency)
                    .AddMoney(charge.Payable).Add(run.Id).EndRow();
            }
        }

        rows.Complete();
    }

    void WriteJournal(WriteTransaction write, List<Numbered> drafts)
    {
        using var rows = database.Rows(write.Connection, "journal_lines", "invoice_id", "no", "account", "debit", "credit");
        foreach (var (_, invoice, id, _) in Invoices(drafts))
        {
            var sides = Journal.Entry(invoice.BillTo, invoice.Lines, invoice.Tax);
            for (var no = 0; no < sides.Count; no++)
                rows.Add(id).Add(no + 1).Add(sides[no].Account).AddMoney(sides[no].Debit).AddMoney(sides[no].Credit).EndRow();
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
            WHERE run_id = @run AND first_customer = @first AND last_customer = @last
            """,
        ];
        foreach (var statement in statements)
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            command.Add("@run", run.Id).Add("@first", shard.FirstCustomer).Add("@last", shard.LastCustomer)
                .Add("@drafted", (int)ShardState.Drafted).Add("@posted", (int)ShardState.Posted);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    static IEnumerable<(Numbered Draft, DraftedInvoice Invoice, int Id, long Number)> Invoices(List<Numbered> drafts)
    {
        foreach (var draft in drafts)
        {
            for (var no = 0; no < draft.Numbers.Count; no++)
                yield return (draft, draft.Document.Invoices[no], draft.Numbers[no].Id, draft.Numbers[no].Number);
        }
    }

    static IEnumerable<(DraftedContract Contract, DraftedCharge Charge)> Charges(List<Numbered> drafts) =>
        from draft in drafts
        from contract in draft.Document.Contracts
        from charge in contract.Charges
        select (contract, charge);
}
