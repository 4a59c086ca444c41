using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>The count runs there are, and one of them with its meters, the doubtful first.</summary>
[Needs(ReadingPermissions.Edit)]
sealed class CountRuns(Db db, CaptureGrid grid)
{
    /// <summary>A count by no cycle is a month's.</summary>
    public const int UsualDays = 28;

    public static string Name(int id) => id.ToString(CultureInfo.InvariantCulture);

    public Task<ListPage<CountRun>> List(ListQuery query, CancellationToken cancellation) => db.CountRuns.ToPage(query, "-id", new()
    {
        ["id"] = run => run.Id,
        ["cut-off"] = run => run.CutOff,
    }, cancellation);

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

    /// <summary>What is read of it by now; of a finalised one as well, with later corrections.</summary>
    public async Task<CountAnswer> Show(int id, CancellationToken cancellation)
    {
        var run = await Find(id, cancellation);
        var rows = await grid.Counted(run.CutOff, run.Days, id, new CountChoice(run.CutOff), cancellation);
        return CountAnswer.Of(id, run.CutOff, run.Choice, run.State, rows);
    }
}
