using System.Data.Common;
using System.Globalization;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>
/// Closes a count run: writes down what was counted of each meter, and the version of terms that prices it in that month (N-4).
/// What was not read stays uncounted, and held readings must be decided on first. Tried, it answers the same and keeps nothing.
/// </summary>
[Needs(ReadingPermissions.Edit)]
sealed class FinaliseCount(Database database, CountRuns runs, AuditTrail trail)
{
    public async Task<CountAnswer> Run(int id, bool tried, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await Take(write.Connection, id, cancellation);
        var answer = await runs.Show(id, cancellation);
        if (answer.Held > 0)
            throw new Refusal(answer.Held == 1 ? "A reading of this count is held. Decide on it first." : string.Create(CultureInfo.InvariantCulture, $"{answer.Held:N0} readings of this count are held. Decide on them first."));
        if (tried)
            return answer with { State = CountState.Finalised };

        foreach (var row in answer.Rows.Where(row => row.Closing is not null))
            await Keep(write.Connection, id, row, Period.Of(answer.CutOff), cancellation);
        var after = answer with { State = CountState.Finalised };
        await trail.Commit(write, new Change("count.finalised", "count", CountRuns.Name(id), After: new { after.CutOff, after.Read, after.Missing, after.Copies }), cancellation);
        return after;
    }

    /// <summary>Of two who finalise it, the second finds it done.</summary>
    async Task Take(DbConnection connection, int id, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE count_runs SET state = 1, finalised_at = @now, finalised_by = @who WHERE id = @id AND state = 0";
        if (await command.Add("@id", id).Add("@now", trail.Now.UtcTicks).Add("@who", trail.Who.Name).ExecuteNonQueryAsync(cancellation) == 0)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"There is no open count run {id}."));
    }

    static async Task Keep(DbConnection connection, int id, CaptureRow row, Period month, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            UPDATE counted_meters SET reading_id = @reading, copies = @copies, terms_version = ({CountRuns.TermsInForce("@contract")})
            WHERE run_id = @id AND meter_id = @meter AND contract_id = @contract
            """;
        await command.Add("@reading", row.Closing!.Id).Add("@copies", row.Copies).Add("@contract", row.ContractId).Add("@month", month.Number)
            .Add("@id", id).Add("@meter", row.MeterId).ExecuteNonQueryAsync(cancellation);
    }
}
