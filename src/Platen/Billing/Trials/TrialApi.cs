using System.ComponentModel.DataAnnotations;
using Platen.Contracts;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Billing.Trials;

/// <summary>A contract to try on a month.</summary>
/// <param name="Contract">As it would be saved; one that is known by its number is changed.</param>
/// <param name="Period">A past month; the one billed last where none is named.</param>
public sealed record Trial([property: Required] ContractProposal? Contract, Period? Period = null);

static class TrialApi
{
    public static void MapTrials(this RouteGroupBuilder api) =>
        api.MapPost("contracts/what-if", async (Trial trial, WhatWouldItBill bill, CancellationToken cancellation) =>
                TypedResults.Ok(await bill.Run(trial.Contract!, trial.Period, cancellation)))
            .WithTags("Contracts").WithName("WhatWouldItBill").Needs(BillingPermissions.Read).WithMetadata(ChangesNothing.Mark)
            .WithSummary("What a contract, new or changed, would have billed for a past month; nothing is kept");
}
