using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>The count runs there are, and one of them with its meters, the doubtful first.</summary>
[Needs(ReadingPermissions.Read)]
sealed class CountRuns(Db db, CaptureGrid grid)
{
    /// <summary>A count by no cycle is a month's.</summary>
    public const int UsualDays = 28;

    public static string Name(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text looks into what was counted: a customer's code, a cycle, a site.</summary>
    public Task<ListPage<CountRun>> List(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.Trim().ToUpperInvariant();
        return db.CountRuns.Where(run => text == "" || run.Choice.ToUpper().Contains(text)).ToPage(query, "-id", new()
        {
            ["id"] = run => run.Id,
            ["cut-off"] = run => run.CutOff,
        }, cancellation);
    }

    public async Task<CountRun> Find(int id, CancellationToken cancellation) =>
        await db.CountRuns.SingleOrDefaultAsync(run => run.Id == id, cancellation) ?? throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"There is no count run {id}."));

    /// <summary>A page of its meters. Filters: <c>state</c> (missing, held, read); text looks into serials, customers and places.</summary>
    public async Task<ListPage<CaptureRow>> Meters(int id, ListQuery query, CancellationToken cancellation)
    {
        var rows = (await Show(id, cancellation)).Rows.Where(row => Has(row, query.Text) && IsIn(row, query["state"])).ToList();
        return new([.. rows.Skip(query.Skip).Take(ListQuery.PageSize)], rows.Count);
    }

    static bool Has(CaptureRow row, string text) =>
        new[] { row.Serial, row.Customer, row.Location }.Any(part => part?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    static bool IsIn(CaptureRow row, string? state) => state switch
    {
        CaptureFilter.Missing => row.State == CaptureState.Missing,
        CaptureFilter.Held => row.State == CaptureState.Held,
        CaptureFilter.Odd => row.Doubt is not null,
        CaptureFilter.Read => row.State is CaptureState.Read or CaptureState.Odd,
        CaptureFilter.Estimated => row is { Closing: not null, EstimatesInARow: > 0 },
        _ => true,
    };

    /// <summary>What is read of it by now; of a finalised one what was counted, beside what billing takes now where that is not the same (N-4).</summary>
    public async Task<CountAnswer> Show(int id, CancellationToken cancellation)
    {
        var run = await Find(id, cancellation);
        var rows = await grid.Counted(run.CutOff, run.Days, id, new CountChoice(run.CutOff), cancellation);
        if (run.State == CountState.Open)
            return CountAnswer.Of(id, run.CutOff, run.Choice, run.State, rows);
        var kept = await Kept(run, cancellation);
        return CountAnswer.Kept(run, [.. rows.Select(row => row with { Counted = kept.GetValueOrDefault((row.MeterId, row.ContractId)) })]);
    }

    async Task<Dictionary<(int Meter, int Contract), CountedThen>> Kept(CountRun run, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"""
            SELECT x.meter_id, x.contract_id, r.value, x.copies, x.terms_version, ({TermsInForce("x.contract_id")})
            FROM counted_meters x JOIN readings r ON r.id = x.reading_id WHERE x.run_id = @id AND x.copies IS NOT NULL
            """;
        command.Add("@id", run.Id).Add("@month", Period.Of(run.CutOff).Number);
        var kept = new Dictionary<(int, int), CountedThen>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            kept.Add((row.GetInt32(0), row.GetInt32(1)), new CountedThen(row.GetInt64(2), row.GetInt64(3), row.NumberOrNull(4), row.NumberOrNull(5)));
        return kept;
    }

    /// <summary>SQL: the version of a contract's terms that is in force for @month.</summary>
    public static string TermsInForce(string contract) =>
        $"SELECT t.version FROM contract_terms t WHERE t.contract_id = {contract} AND t.approved AND t.from_period <= @month ORDER BY t.from_period DESC, t.version DESC LIMIT 1";
}
