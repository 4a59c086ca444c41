using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.ChargeGroups;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Billing.Groups;

/// <summary>A charge group to try on a past cycle.</summary>
/// <param name="Group">As it would be saved.</param>
/// <param name="Last">The cycle's last month; the one billed last where none is named.</param>
public sealed record TriedGroup([property: Required] GroupDetails? Group, Period? Last = null);

static class GroupChargesApi
{
    public static void MapGroupCharges(this RouteGroupBuilder api)
    {
        var groups = api.MapGroup("groups").WithTags("Charge groups");
        groups.MapGet("{id}/charges", Charges).WithName("GetGroupCharges").Needs(BillingPermissions.Read)
            .WithSummary("What was billed for a charge group: usage, limit, variance, balance and invoices of every period");
        groups.MapPost("what-if", async (TriedGroup tried, WhatWouldGroupBill bill, CancellationToken cancellation) =>
                TypedResults.Ok(await bill.Run(tried.Group!, tried.Last, cancellation)))
            .WithName("WhatWouldGroupBill").Needs(BillingPermissions.Read).WithMetadata(ChangesNothing.Mark)
            .WithSummary("What a whole cycle of a charge group would have cost, of past readings; nothing is kept");
    }

    static async Task<Results<Ok<GroupCharges>, NotFound>> Charges(int id, ShowGroupCharges show, CancellationToken cancellation) =>
        await show.Run(id, cancellation) is { } charges ? TypedResults.Ok(charges) : TypedResults.NotFound();
}
