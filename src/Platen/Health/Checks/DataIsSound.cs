using System.Data.Common;
using System.Globalization;
using Platen.Data;

namespace Platen.Health;

/// <summary>The database's file is whole, and what stands in the ledger adds up: debits are credits, lines are invoices.</summary>
sealed class DataIsSound : ICheck
{
    const string Restore = "Restore the last backup, and keep this one for whoever looks into it.";

    public string Name => "data";

    public async Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        await using var database = Database.Open(installation.Folder, installation.Postgres);
        try
        {
            if (!database.IsThere || await database.SchemaVersion(cancellation) is null)
                return new(Name, Verdict.Well, "None yet.");

            await using var connection = await database.Connect(cancellation);
            if (await database.Damage(connection, cancellation) is { } damage)
                return new(Name, Verdict.Broken, $"The database is damaged: {damage}", Restore);

            var unbalanced = await Count(connection,
                "SELECT COUNT(*) FROM (SELECT invoice_id FROM journal_lines GROUP BY invoice_id HAVING SUM(debit) <> SUM(credit)) AS entries", cancellation);
            var unequal = await Count(connection,
                "SELECT COUNT(*) FROM invoices WHERE net <> (SELECT COALESCE(SUM(amount), 0) FROM invoice_lines WHERE invoice_id = invoices.id)", cancellation);
            return unbalanced + unequal == 0
                ? new(Name, Verdict.Well, "Whole; the ledger adds up.")
                : new(Name, Verdict.Broken, string.Create(CultureInfo.InvariantCulture,
                    $"{unbalanced} journal entries do not balance; {unequal} invoices are not the sum of their lines."), Restore);
        }
        catch (DbException failure)
        {
            return new(Name, Verdict.Broken, database.Explain(failure) ?? failure.Message, "See the database's own finding.");
        }
    }

    static async Task<long> Count(DbConnection connection, string query, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }
}
