using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Contracts;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Billing.Escalation;

/// <summary>An escalation as a program asks for it; without a percentage or an amount, the month's own.</summary>
/// <param name="Period">The month in which the new prices start.</param>
/// <param name="Only">Fees or meters alone.</param>
/// <param name="Type">One fee type or meter type.</param>
/// <param name="Item">One machine's serial, or location.</param>
/// <param name="Percent">By so many percent, whatever the contracts say.</param>
/// <param name="Amount">Fees and minimums by so much, whatever the contracts say.</param>
/// <param name="Reason">What an escalation out of turn is called: under one reason a charge rises once.</param>
/// <param name="FirstYearToo">Also contracts in their first twelve months.</param>
public sealed record NewEscalation(
    [property: Required] Period? Period, ChargeKind? Only = null, string? Type = null, string? ContractType = null, string? Contract = null, string? Item = null,
    decimal? Percent = null, decimal? Amount = null, string? Reason = null, bool FirstYearToo = false)
{
    internal EscalationRequest ToRequest() => new(Period!.Value)
    {
        Only = Only,
        Type = Type,
        ContractType = ContractType,
        Contract = Contract,
        Item = Item,
        AdHoc = EscalationRequest.By(Percent, Amount),
        Reason = Reason,
        FirstYearToo = FirstYearToo,
    };
}

static class EscalationApi
{
    public static void MapEscalations(this RouteGroupBuilder api)
    {
        var escalations = api.MapGroup("escalations").WithTags("Escalations");
        escalations.MapPost("preview", Preview).WithName("PreviewEscalation").Needs(ContractPermissions.Read).WithMetadata(ChangesNothing.Mark)
            .WithSummary("What would rise from a month on, and what that is worth; nothing is kept");
        escalations.MapPost("", Raise).WithName("EscalatePrices").Needs(ContractPermissions.Escalate)
            .WithSummary("Raise prices from a month on; repeated, it raises nothing twice");
        escalations.MapGet("{period}/letters.pdf", Letters).WithName("EscalationLetters").Needs(ContractPermissions.Read)
            .WithSummary("A letter to each customer whose prices rose from a month on, as one PDF");
    }

    static async Task<Ok<EscalationAnswer>> Preview(NewEscalation asked, PreviewEscalation preview, CancellationToken cancellation) =>
        TypedResults.Ok(await preview.Run(asked.ToRequest(), cancellation));

    static async Task<Ok<EscalationAnswer>> Raise(NewEscalation asked, EscalatePrices escalate, CancellationToken cancellation) =>
        TypedResults.Ok(await escalate.Run(asked.ToRequest(), null, cancellation));

    static async Task<FileContentHttpResult> Letters(string period, WriteLetters letters, CancellationToken cancellation) =>
        TypedResults.File(await letters.Run(Shell.AskedMonth.Of(period), null, cancellation), "application/pdf");
}
