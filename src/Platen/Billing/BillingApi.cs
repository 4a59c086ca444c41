using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Prepaid;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Billing;

/// <summary>A run to make, as a program asks for it.</summary>
/// <param name="Period">The month to bill.</param>
/// <param name="ChargeKind">Only meter charges or only fees.</param>
/// <param name="BillingDays">Only contracts of these days, and those without one.</param>
/// <param name="InvoicedOn">The invoices' date; the period's last day where none is given.</param>
/// <param name="Site">Only contracts of this site.</param>
/// <param name="Contracts">Only these, by number.</param>
/// <param name="Ready">Bill a contract's fees and the charges whose readings are there, without waiting for the rest.</param>
public sealed record NewRun(
    [property: Required] Period? Period, ChargeKind? ChargeKind = null, IReadOnlyList<int>? BillingDays = null, DateOnly? InvoicedOn = null,
    string? Site = null, IReadOnlyList<string>? Contracts = null, bool Ready = false)
{
    internal BillRequest ToRequest() => new(
        Period!.Value, ChargeKind, BillRequest.Asked(BillingDays), InvoicedOn, Site, Contracts?.ToHashSet(StringComparer.Ordinal), Ready: Ready);
}

/// <summary>A run in a list.</summary>
public sealed record RunRow(int Run, Period Period, string State, DateOnly InvoicedOn, DateTimeOffset StartedAt, DateTimeOffset? PostedAt);

static class BillingApi
{
    public static void MapBilling(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("runs").WithTags("Runs");
        runs.MapGet("", List).WithName("ListRuns").Needs(BillingPermissions.Read).WithSummary("Runs, the latest first; of one period where it is named");
        runs.MapPost("", Bill).WithName("BillPeriod").Needs(BillingPermissions.Run).WithSummary("Plan and rate a period, and keep the draft; repeated, it changes nothing");
        runs.MapPost("preview", Preview).WithName("PreviewPeriod").Needs(BillingPermissions.Read).WithMetadata(ChangesNothing.Mark)
            .WithSummary("Rate a period and keep nothing");
        runs.MapGet("{run:int}", Answer).WithName("GetRun").Needs(BillingPermissions.Read).WithSummary("What a run billed: invoices, payables, exceptions, totals");
        runs.MapPost("{run:int}/discard", async (int run, DiscardRun discard, CancellationToken cancellation) => TypedResults.Ok(await discard.Run(run, cancellation)))
            .WithName("DiscardRun").Needs(BillingPermissions.Run).WithSummary("Throw a run's drafts away; what is posted of it stays");
        runs.MapPost("{run:int}/post", Post).WithName("PostRun").Needs(BillingPermissions.Post).WithSummary("Post a drafted run");
        api.MapGet("prepaid", (ListPrepaid list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithTags("Runs").WithName("ListPrepaid").Needs(BillingPermissions.Read)
            .WithSummary("Prepaid meters: what was used, what is left, and when it will be used up")
            .WithDescription("q: part of a contract's number or of a customer's name. contract: a number. state: not-begun, running, used-up, ended. sort: contract, customer, meter, included, used, left, usedUp, end; with - descending. page: from 1.");
        api.MapPost("periods/{period}/close", Close).WithTags("Runs").WithName("ClosePeriod").Needs(BillingPermissions.Close)
            .WithSummary("Close a period, when nothing of it is left unprocessed").WithDescription("site: only this site's month.");
    }

    static async Task<Ok<List<RunRow>>> List(Db db, string? period, CancellationToken cancellation)
    {
        Period? only = period is null ? null : AskedMonth.Of(period);
        var runs = await db.Runs.Where(run => only == null || run.Period == only).OrderByDescending(run => run.Id).Take(100).ToListAsync(cancellation);
        return TypedResults.Ok(runs.ConvertAll(run =>
            new RunRow(run.Id, run.Period, run.State.ToString().ToLowerInvariant(), run.InvoicedOn, run.StartedAt, run.PostedAt)));
    }

    static async Task<Ok<RunAnswer>> Bill(NewRun run, BillPeriod bill, AnswerRun answer, CancellationToken cancellation) =>
        TypedResults.Ok(await answer.Of(await bill.Run(run.ToRequest(), null, cancellation), cancellation));

    static async Task<Ok<RunAnswer>> Preview(NewRun run, AnswerRun answer, CancellationToken cancellation) =>
        TypedResults.Ok(await answer.Preview(run.ToRequest(), cancellation));

    static async Task<Results<Ok<RunAnswer>, NotFound>> Answer(int run, Db db, AnswerRun answer, CancellationToken cancellation) =>
        await db.Runs.AnyAsync(row => row.Id == run, cancellation) ? TypedResults.Ok(await answer.Of(run, cancellation)) : TypedResults.NotFound();

    static async Task<Ok<RunAnswer>> Post(int run, PostRun post, AnswerRun answer, CancellationToken cancellation) =>
        TypedResults.Ok(await answer.Of((await post.Run(run, null, cancellation)).Run, cancellation));

    static async Task<Ok<Closed>> Close(string period, string? site, ClosePeriod close, CancellationToken cancellation) =>
        TypedResults.Ok(await close.Run(AskedMonth.Of(period), site, cancellation));
}
