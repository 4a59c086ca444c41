using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Machines;

/// <summary>Machines to add that are alike, as a program asks for it.</summary>
sealed record NewMachines
{
    public required IReadOnlyList<string> Serials { get; init; }
    public required MachineDetails Machine { get; init; }
}

static class MachinesApi
{
    public static void MapMachines(this RouteGroupBuilder api)
    {
        var machines = api.MapGroup("machines").WithTags("Machines");
        machines.MapGet("", (ListMachines list, HttpContext context, CancellationToken cancellation) =>
                Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListMachines").Needs(MachinePermissions.Read)
            .WithSummary("Machines by serial, model, place or customer")
            .WithDescription("q: part of serial, model, place or customer. customer: a code. sort: serial, model, customer, location; with - descending. page: from 1.");
        machines.MapGet("{serial}", async (string serial, ReadMachine read, CancellationToken cancellation) => TypedResults.Ok(await read.Run(serial, cancellation)))
            .WithName("GetMachine").Needs(MachinePermissions.Read).WithSummary("A machine with its meters");
        machines.MapPost("", Add).WithName("AddMachines").Needs(MachinePermissions.Edit).WithSummary("Add machines that are alike, by their serials");
        machines.MapPost("{serial}", Change).WithName("ChangeMachine").Needs(MachinePermissions.Edit).WithSummary("Change a machine; its serial and its meters stay");
    }

    static async Task<Ok<NewMachines>> Add(NewMachines asked, AddMachines add, CancellationToken cancellation)
    {
        await add.Run(asked.Serials, asked.Machine, cancellation);
        return TypedResults.Ok(asked);
    }

    static async Task<Ok<MachineDetails>> Change(string serial, MachineDetails details, ChangeMachine change, CancellationToken cancellation)
    {
        await change.Run(serial, details, cancellation);
        return TypedResults.Ok(details);
    }
}
