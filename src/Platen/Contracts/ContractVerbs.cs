using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Contracts;

/// <summary>contract: list, show, save, and the steps of its life.</summary>
static class ContractVerbs
{
    public static Command All() => new Command("contract", "Write contracts, and take them through their life.").With(
        List(), Show(), Save(), ReplaceMachineVerb.Make(),
        Step("release", "Hand a new or changed contract on for approval.", (verb, number, stop) => verb.Use<ReleaseContract>().Run(number, stop)),
        Approve(),
        Step("withdraw", "Remove a contract from approval, or take back that it is to be closed.", (verb, number, stop) => verb.Use<WithdrawContract>().Run(number, stop)),
        Step("discard", "Throw a change away: the contract is as it was approved.", (verb, number, stop) => verb.Use<DiscardChange>().Run(number, stop)),
        Hold(),
        Step("resume", "End a hold or a suspension.", (verb, number, stop) => verb.Use<ResumeContract>().Run(number, stop)),
        Because("suspend", "Suspend an active contract: calls are taken, but nothing is billed.", (verb, number, reason, stop) => verb.Use<SuspendContract>().Run(number, reason, stop)),
        Because("close", "Ask for a contract to be closed; 'platen contract approve' closes it.", (verb, number, reason, stop) => verb.Use<AskToClose>().Run(number, reason, stop)));

    static Command List()
    {
        var status = new Option<string?>("--status")
        {
            Description = $"{ListContracts.Choices}. Active where none is named.",
            HelpName = "STATUS",
        };
        var text = new Argument<string?>("text") { Description = "A part of number, customer, machine, order number, place, contact, payer or supplier.", Arity = ArgumentArity.ZeroOrOne };
        var customer = new Option<string?>("--customer") { Description = "Only this customer's, by code.", HelpName = "CODE" };
        var site = new Option<string?>("--site") { Description = "Only this branch's, by code.", HelpName = "CODE" };
        return new Command("list", "List contracts.").With(text, status, customer, site).Does(async (verb, cancellation) =>
        {
            var rows = new List<ContractRow>();
            var query = ListQuery.From(ListQuery.From("").With(("q", verb.Get(text)), ("status", verb.Get(status)), ("customer", verb.Get(customer)), ("site", verb.Get(site))));
            for (var no = 1; ; no++)
            {
                var page = await verb.Use<ListContracts>().Run(ListQuery.From(query.With(("page", no.ToString(CultureInfo.InvariantCulture)))), cancellation);
                rows.AddRange(page.Rows);
                if (no >= page.Pages)
                    break;
            }

            await verb.Answer(rows, screen => Show(screen, rows));
            return Exit.Done;
        });
    }

    static Command Show()
    {
        var number = Number();
        return new Command("show", "Show a contract: its status and history, its versions, and what waits for approval.").With(number).Does(async (verb, cancellation) =>
        {
            await Tell(verb, verb.Get(number), cancellation);
            return Exit.Done;
        });
    }

    static Command Save()
    {
        var file = new Argument<FileInfo>("file") { Description = "The contract as JSON: number, customer, type, start, end, terms, note, edited." };
        var check = new Option<bool>("--check") { Description = "Tell what is wrong, and what would change; keep nothing." };
        return new Command("save", "Write a new contract, or change one.").With(file, check).Does(async (verb, cancellation) =>
        {
            var proposal = await Read(verb.Get(file), cancellation);
            var known = proposal.Number is { } number && await verb.Use<ShowContract>().Run(number, cancellation) is not null ? number : null;
            if (verb.Get(check))
            {
                var found = await verb.Use<CheckContract>().Run(known, proposal, cancellation);
                await verb.Answer(found, screen => Show(screen, found));
                return found.Faults.Any(fault => fault.IsError) ? Exit.DoneWithExceptions : Exit.Done;
            }

            var save = verb.Use<SaveContract>();
            var saved = known is null ? await save.New(proposal, cancellation) : await save.Change(known, proposal, cancellation);
            await verb.Answer(saved, screen => screen.WriteLine(saved.Changed
                ? string.Create(CultureInfo.InvariantCulture, $"{saved.Number} is {saved.Status}: version {saved.Version}, from {saved.From}.")
                : $"{saved.Number} says so already; nothing was changed."));
            return Exit.Done;
        });
    }

    /// <summary>A contract from a file.</summary>
    internal static async Task<ContractProposal> Read(FileInfo file, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new Refusal($"There is no file {file.FullName}.");
        await using var stream = file.OpenRead();
        try
        {
            return await JsonSerializer.DeserializeAsync<ContractProposal>(stream, Data.Json.Options, cancellation) ?? throw new Refusal($"{file.Name} is empty.");
        }
        catch (JsonException broken)
        {
            throw new Refusal($"{file.Name} is no contract.", [new Fault(broken.Path?.TrimStart('$', '.') ?? "", broken.Message)]);
        }
    }

    static Command Approve()
    {
        var number = Number();
        var version = new Option<int?>("--version") { Description = "The version that was reviewed; refused where another waits by now.", HelpName = "VERSION" };
        return new Command("approve", "Approve what waits: a new contract, a change, or the end of one.").With(number, version).Does(async (verb, cancellation) =>
        {
            await verb.Use<ApproveContract>().Run(verb.Get(number), verb.Get(version), cancellation);
            await Tell(verb, verb.Get(number), cancellation);
            return Exit.Done;
        });
    }

    static Command Hold()
    {
        var (number, reason) = (Number(), Reason());
        var employee = new Option<string?>("--employee") { Description = "Whom to ask about it; you where nobody is named.", HelpName = "NAME" };
        var until = new Option<DateTimeOffset?>("--until") { Description = "When it is expected to end; two days from now where it is not said.", HelpName = "WHEN" };
        return new Command("hold", "Put an active contract on hold: billed, but no calls are taken.").With(number, reason, employee, until).Does(async (verb, cancellation) =>
        {
            await verb.Use<HoldContract>().Run(verb.Get(number), verb.Get(reason)!, verb.Get(employee), verb.Get(until), cancellation);
            await Tell(verb, verb.Get(number), cancellation);
            return Exit.Done;
        });
    }

    static Command Step(string name, string description, Func<Verb, string, CancellationToken, Task> step)
    {
        var number = Number();
        return new Command(name, description).With(number).Does(async (verb, cancellation) =>
        {
            await step(verb, verb.Get(number), cancellation);
            await Tell(verb, verb.Get(number), cancellation);
            return Exit.Done;
        });
    }

    static Command Because(string name, string description, Func<Verb, string, string, CancellationToken, Task> step)
    {
        var (number, reason) = (Number(), Reason());
        return new Command(name, description).With(number, reason).Does(async (verb, cancellation) =>
        {
            await step(verb, verb.Get(number), verb.Get(reason)!, cancellation);
            await Tell(verb, verb.Get(number), cancellation);
            return Exit.Done;
        });
    }

    static Argument<string> Number() => new("number") { Description = "The contract's number." };

    static Option<string> Reason() => new("--reason") { Description = "Why; it stands in the contract's history.", HelpName = "TEXT", Required = true };

    static async Task Tell(Verb verb, string number, CancellationToken cancellation)
    {
        var view = await verb.Use<ShowContract>().Run(number, cancellation) ?? throw ContractInHand.Unknown(number);
        await verb.Answer(ContractAnswer.Of(view), screen => ContractWords.Show(screen, view));
    }

    static void Show(IAnsiConsole screen, IReadOnlyList<ContractRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Number").AddColumn("Customer").AddColumn("Type").AddColumn("Status").AddColumn("From").AddColumn("Until");
        foreach (var row in rows)
        {
            table.AddRow(Markup.Escape(row.Number), Markup.Escape(row.Customer), Markup.Escape(row.Type), row.Status.Code(),
                row.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.End?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        }

        screen.Write(table);
    }

    static void Show(IAnsiConsole screen, ProposalCheck check)
    {
        foreach (var fault in check.Faults)
            screen.WriteLine($"{(fault.IsError ? "" : "warning: ")}{fault.Path}: {fault.Message}");
        foreach (var difference in check.Differences)
            screen.WriteLine(ContractWords.Line(difference));
        screen.WriteLine($"From {check.From}; {(check.NeedsApproval ? "it would wait for approval" : "it would count at once")}.");
    }
}
