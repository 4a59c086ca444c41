using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Credits;

/// <summary>
/// Moves charges, and all that was counted for them, from what stands in the ledger to what was credited: row by row as they are. The
/// tables let a row go only when its copy is there.
/// </summary>
static class TakeBack
{
    public static async Task Move(WriteTransaction write, Together together, int credit, CancellationToken cancellation)
    {
        foreach (var (contract, charge) in together.Charges)
        {
            await Move("billed_charges", "credited_charges", "contract_id = @contract AND charge = @charge AND period = @period");
            await Move("billed_usage", "credited_usage", "contract_id = @contract AND charge = @charge AND period = @period", RunOf);
            await Move("billed_group_usage", "credited_group_usage", "contract_id = @contract AND charge = @charge AND period = @period");
            if (ChargeKey.Pool("") is var pool && charge.StartsWith(pool, StringComparison.Ordinal))
                await Move("billed_prepaid", "credited_prepaid", "contract_id = @contract AND meter = @meter AND period = @period");

            Task Move(string standing, string credited, string which, string more = "") => TakeBack.Move(write, standing, credited, which, more, cancellation,
                ("@credit", credit), ("@contract", contract), ("@charge", charge), ("@meter", charge[(charge.IndexOf('/', StringComparison.Ordinal) + 1)..]), ("@period", together.Period.Number));
        }

        foreach (var group in together.Groups)
        {
            // A run may have billed periods that were missed.
            await Move(write, "billed_groups", "credited_groups", "group_id = @group AND run_id IN (SELECT id FROM runs WHERE period = @period)", "", cancellation,
                ("@credit", credit), ("@group", group), ("@period", together.Period.Number));
            await Move(write, "group_shipments", "credited_shipments", "group_id = @group AND period = @period", "", cancellation,
                ("@credit", credit), ("@group", group), ("@period", together.Period.Number));
        }
    }

    /// <summary>Which run counted the copies: the charge, which knows, has gone before them.</summary>
    const string RunOf =
        "(SELECT max(k.run_id) FROM credited_charges k WHERE k.credit_id = @credit AND k.contract_id = t.contract_id AND k.charge = t.charge AND k.period = t.period), ";

    static async Task Move(
        WriteTransaction write, string standing, string credited, string which, string more, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        foreach (var statement in (string[])[$"INSERT INTO {credited} SELECT @credit, {more}t.* FROM {standing} t WHERE {which}", $"DELETE FROM {standing} WHERE {which}"])
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            foreach (var (name, value) in parameters)
            {
                if (statement.Contains(name, StringComparison.Ordinal))
                    command.Add(name, value);
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
