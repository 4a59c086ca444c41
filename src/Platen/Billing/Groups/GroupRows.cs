using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Groups;

/// <summary>What posting a shard writes of charge groups into the ledger.</summary>
sealed record GroupRows(IReadOnlyList<BilledGroup> Billed, IReadOnlyList<BilledGroupUsage> Usage, IReadOnlyList<GroupShipment> Shipments)
{
    /// <param name="drafts">Each with the numbers of its invoices, in their order.</param>
    /// <returns>Null where nothing went through a group.</returns>
    public static GroupRows? Of(Run run, IEnumerable<(DraftDocument Document, IReadOnlyList<(int Id, long Number)> Numbers)> drafts, long revision)
    {
        var (billed, usage, shipments) = (new List<BilledGroup>(), new List<BilledGroupUsage>(), new List<GroupShipment>());
        foreach (var (document, numbers) in drafts)
        {
            foreach (var group in document.Groups)
            {
                billed.AddRange(group.Periods.Select(period => Row(run, group, period, group.Finance is { } place ? numbers[place].Id : null, revision)));
                shipments.AddRange(group.Shipments.Select(machine =>
                    new GroupShipment { GroupId = group.Id, Period = run.Period, MachineId = machine, RunId = run.Id, Revision = revision }));
            }

            usage.AddRange(
                from contract in document.Contracts
                from charge in contract.Charges
                from count in charge.Counts.Where(count => count.Group is not null)
                select new BilledGroupUsage
                {
                    MeterId = count.MeterId,
                    ContractId = contract.Id,
                    Period = run.Period,
                    Charge = charge.Key,
                    GroupId = count.Group!.Value,
                    Amount = count.GroupValue,
                    RunId = run.Id,
                    Revision = revision,
                });
        }

        return billed.Count + usage.Count == 0 ? null : new GroupRows(billed, usage, shipments);
    }

    static BilledGroup Row(Run run, DraftedGroup group, GroupBilled period, int? invoice, long revision) => new()
    {
        GroupId = group.Id,
        Period = period.Period,
        RunId = run.Id,
        FinancedBy = group.FinancedBy,
        LimitAmount = period.Limit,
        CustomerAmount = period.Customer,
        Settles = period.Settles,
        FinanceInvoiceId = invoice,
        Revision = revision,
    };

    public void Write(Database database, WriteTransaction write)
    {
        using (var rows = database.Rows(write.Connection, "billed_groups", "group_id", "period", "run_id", "financed_by", "limit_amount",
            "customer_amount", "settles", "finance_invoice_id", "revision"))
        {
            foreach (var row in Billed)
            {
                rows.Add(row.GroupId).Add(row.Period.Number).Add(row.RunId).Add(row.FinancedBy).AddMoney(row.LimitAmount)
                    .AddMoney(row.CustomerAmount).Add(row.Settles).Add(row.FinanceInvoiceId).Add(row.Revision).EndRow();
            }

            rows.Complete();
        }

        using (var rows = database.Rows(write.Connection, "billed_group_usage", "meter_id", "contract_id", "period", "charge", "group_id", "amount", "run_id", "revision"))
        {
            foreach (var row in Usage)
            {
                rows.Add(row.MeterId).Add(row.ContractId).Add(row.Period.Number).Add(row.Charge).Add(row.GroupId).AddMoney(row.Amount)
                    .Add(row.RunId).Add(row.Revision).EndRow();
            }

            rows.Complete();
        }

        using (var rows = database.Rows(write.Connection, "group_shipments", "group_id", "period", "machine_id", "run_id", "revision"))
        {
            foreach (var row in Shipments)
                rows.Add(row.GroupId).Add(row.Period.Number).Add(row.MachineId).Add(row.RunId).Add(row.Revision).EndRow();
            rows.Complete();
        }
    }

    /// <summary>The same rows make the same hash, in whatever order they come.</summary>
    public PostedGroups Posted(long revision)
    {
        using var hash = new LedgerHash();
        foreach (var row in Billed.OrderBy(row => row.GroupId).ThenBy(row => row.Period))
            hash.Add(row);
        foreach (var row in Usage.OrderBy(row => row.MeterId).ThenBy(row => row.ContractId).ThenBy(row => row.Period))
            hash.Add(row);
        foreach (var row in Shipments.OrderBy(row => row.GroupId).ThenBy(row => row.Period).ThenBy(row => row.MachineId))
            hash.Add(row);
        return new PostedGroups(revision, Billed.Count + Usage.Count + Shipments.Count, hash.Finish());
    }
}
