using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Contracts;

/// <summary>Why something is done to a contract.</summary>
public sealed record StateReason([property: Required] string? Reason);

/// <summary>A hold as a program asks for it.</summary>
/// <param name="Employee">Whom to ask about it; whoever asks where none is named.</param>
/// <param name="Until">When it is expected to end; two days from now where it is left out.</param>
public sealed record HoldReason([property: Required] string? Reason, string? Employee = null, DateTimeOffset? Until = null);

static class ContractsApi
{
    public static void MapContracts(this RouteGroupBuilder api)
    {
        var contracts = api.MapGroup("contracts").WithTags("Contracts");
        contracts.MapGet("", (ListContracts list, HttpContext context, CancellationToken cancellation) =>
            Api.Page(context, query => list.Run(query, cancellation))).WithName("ListContracts").Needs(ContractPermissions.Read)
            .WithSummary("Contracts by number or customer; the active ones unless another status is asked for")
            .WithDescription($"q: part of number, customer, type, order number, place, contact, payer or supplier, or of a machine's serial, model, place or asset register number. status: {ListContracts.Choices}. customer: a code. site: a code. sort: number, customer, type, start, end, machines; with - descending. page: from 1.");
        contracts.MapGet("{number}", Show).WithName("GetContract").Needs(ContractPermissions.Read)
            .WithSummary("One contract: its status and history, its versions of terms, and what waits for approval, old against new");
        contracts.MapPost("", async (ContractProposal contract, SaveContract save, CancellationToken cancellation) =>
            TypedResults.Ok(await save.New(contract, cancellation))).WithName("WriteContract").Needs(ContractPermissions.Edit)
            .WithSummary("Write a new contract, as a draft");
        contracts.MapPut("{number}", async (string number, ContractProposal contract, SaveContract save, CancellationToken cancellation) =>
            TypedResults.Ok(await save.Change(number, contract, cancellation))).WithName("ChangeContract").Needs(ContractPermissions.Edit)
            .WithSummary("Change a contract: at once, or as a draft that waits for approval")
            .WithDescription("edited: the version that was changed. Where another came meanwhile the answer is 422, and errors says what that one changed.");
        contracts.MapPost("check", async (ContractProposal contract, CheckContract check, CancellationToken cancellation) =>
            TypedResults.Ok(await check.Run(null, contract, cancellation))).WithName("CheckNewContract").Needs(ContractPermissions.Edit)
            .WithMetadata(ChangesNothing.Mark).WithSummary("What is wrong with a new contract; nothing is kept");
        contracts.MapPost("{number}/check", async (string number, ContractProposal contract, CheckContract check, CancellationToken cancellation) =>
            TypedResults.Ok(await check.Run(number, contract, cancellation))).WithName("CheckContract").Needs(ContractPermissions.Edit)
            .WithMetadata(ChangesNothing.Mark).WithSummary("What is wrong with a change, what it makes other, and whether it needs approval; nothing is kept");
        contracts.MapPost("{number}/replacements", async (string number, MachineSwap swap, ReplaceMachine replace, CancellationToken cancellation) =>
            TypedResults.Ok(await replace.Run(number, swap, cancellation))).WithName("ReplaceMachine").Needs(ContractPermissions.Edit)
            .WithSummary("Swap a machine in the midst of a period: the old one is billed to its final reading, the new one goes on");
        MapSteps(contracts.MapGroup("{number}"));
    }

    static void MapSteps(RouteGroupBuilder contract)
    {
        contract.MapPost("release", (string number, ReleaseContract release, ShowContract show, CancellationToken cancellation) =>
            Then(release.Run(number, cancellation), number, show, cancellation)).WithName("ReleaseContract").Needs(ContractPermissions.Release)
            .WithSummary("Hand a new or changed contract on for approval");
        contract.MapPost("approve", (string number, int? version, ApproveContract approve, ShowContract show, CancellationToken cancellation) =>
            Then(approve.Run(number, version, cancellation), number, show, cancellation)).WithName("ApproveContract").Needs(ContractPermissions.Approve)
            .WithSummary("Approve what waits: a new contract, a change, or the end of one")
            .WithDescription("version: the one that was reviewed; refused where another waits by now.");
        contract.MapPost("withdraw", (string number, WithdrawContract withdraw, ShowContract show, CancellationToken cancellation) =>
            Then(withdraw.Run(number, cancellation), number, show, cancellation)).WithName("WithdrawContract").Needs(ContractPermissions.Release)
            .WithSummary("Remove a contract from approval, or take back that it is to be closed");
        contract.MapPost("discard", (string number, DiscardChange discard, ShowContract show, CancellationToken cancellation) =>
            Then(discard.Run(number, cancellation), number, show, cancellation)).WithName("DiscardContractChange").Needs(ContractPermissions.Edit)
            .WithSummary("Throw a change away: the contract is as it was approved");
        contract.MapPost("hold", (string number, HoldReason why, HoldContract hold, ShowContract show, CancellationToken cancellation) =>
            Then(hold.Run(number, why.Reason!, why.Employee, why.Until, cancellation), number, show, cancellation)).WithName("HoldContract").Needs(ContractPermissions.Edit)
            .WithSummary("Put an active contract on hold: billed, but no calls are taken");
        contract.MapPost("suspend", (string number, StateReason why, SuspendContract suspend, ShowContract show, CancellationToken cancellation) =>
            Then(suspend.Run(number, why.Reason!, cancellation), number, show, cancellation)).WithName("SuspendContract").Needs(ContractPermissions.Edit)
            .WithSummary("Suspend an active contract: calls are taken, but nothing is billed");
        contract.MapPost("resume", (string number, ResumeContract resume, ShowContract show, CancellationToken cancellation) =>
            Then(resume.Run(number, cancellation), number, show, cancellation)).WithName("ResumeContract").Needs(ContractPermissions.Edit)
            .WithSummary("End a hold or a suspension");
        contract.MapPost("close", (string number, StateReason why, AskToClose close, ShowContract show, CancellationToken cancellation) =>
            Then(close.Run(number, why.Reason!, cancellation), number, show, cancellation)).WithName("AskToCloseContract").Needs(ContractPermissions.Edit)
            .WithSummary("Ask for a contract to be closed; somebody approves it");
    }

    static async Task<Results<Ok<ContractAnswer>, NotFound>> Show(string number, ShowContract show, CancellationToken cancellation) =>
        await show.Run(number, cancellation) is { } view ? TypedResults.Ok(ContractAnswer.Of(view)) : TypedResults.NotFound();

    static async Task<Ok<ContractAnswer>> Then(Task step, string number, ShowContract show, CancellationToken cancellation)
    {
        await step;
        return TypedResults.Ok(ContractAnswer.Of((await show.Run(number, cancellation))!));
    }
}
