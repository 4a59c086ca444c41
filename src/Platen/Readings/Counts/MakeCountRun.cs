using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Readings;

/// <summary>Extracts the meters that are counted together to a cut-off day (N-2); or tries it, with the same answer and nothing kept.</summary>
[Needs(ReadingPermissions.Edit)]
sealed class MakeCountRun(Database database, CaptureGrid grid, AuditTrail trail)
{
    public async Task<CountAnswer> Run(CountChoice asked, bool tried, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var (choice, cycle) = await asked.Resolve(db, cancellation);
        var cutOff = choice.CutOff!.Value;
        if (cycle is not null && cycle.LastUpTo(cutOff) != cutOff)
            throw new Refusal($"{Numerals.Day(cutOff)} is no cut-off day of {cycle.Name}{(cycle.LastUpTo(cutOff) is { } last ? $"; the last one was {Numerals.Day(last)}" : "")}.");
        var days = cycle?.Days ?? CountRuns.UsualDays;
        var rows = await grid.Counted(cutOff, days, null, choice, cancellation);
        if (tried)
            return CountAnswer.Of(null, cutOff, choice.Words, CountState.Open, rows);
        if (rows.Count == 0)
            throw new Refusal("No meter is to be counted by this choice.");

        await using var write = await database.Write(cancellation);
        var id = (int)await Sequences.Take(write.Connection, "count_runs", 1, cancellation);
        await using (var command = write.Connection.CreateCommand())
        {
            command.CommandText = "INSERT INTO count_runs (id, cut_off, days, choice, state, made_at, made_by) VALUES (@id, @day, @days, @choice, 0, @now, @who)";
            await command.Add("@id", id).Add("@day", cutOff).Add("@days", days).Add("@choice", choice.Words).Add("@now", trail.Now.UtcTicks).Add("@who", trail.Who.Name).ExecuteNonQueryAsync(cancellation);
        }

        using (var meters = database.Rows(write.Connection, "counted_meters", "run_id", "meter_id", "contract_id"))
        {
            foreach (var row in rows)
                meters.Add(id).Add(row.MeterId).Add(row.ContractId).EndRow();
            meters.Complete();
        }

        var answer = CountAnswer.Of(id, cutOff, choice.Words, CountState.Open, rows);
        await trail.Commit(write, new Change("count.made", "count", CountRuns.Name(id), After: new { cutOff, choice.Words, answer.Meters }), cancellation);
        return answer;
    }
}
