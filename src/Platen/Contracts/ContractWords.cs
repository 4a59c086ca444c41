using System.Globalization;
using Spectre.Console;

namespace Platen.Contracts;

/// <summary>A contract on a terminal.</summary>
static class ContractWords
{
    public static void Show(IAnsiConsole screen, ContractView view)
    {
        var contract = view.Contract;
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{contract.Number}, {view.Customer}, {contract.Type}, from {contract.StartDate:yyyy-MM-dd}{(contract.EndDate is { } end ? string.Create(CultureInfo.InvariantCulture, $" to {end:yyyy-MM-dd}") : "")}"));
        screen.WriteLine($"{contract.Status}: {view.Meaning}{(contract.Closing ? " Waits to be closed." : "")}");
        foreach (var difference in view.Waiting)
            screen.WriteLine(Line(difference));
        var versions = new Table().Border(TableBorder.Simple).AddColumn("Version").AddColumn("From").AddColumn("State").AddColumn("Written by").AddColumn("Approved by").AddColumn("Note");
        foreach (var version in view.Versions)
        {
            versions.AddRow(version.Version.ToString(CultureInfo.InvariantCulture), version.Terms.From.ToString(), version.State.ToString().ToLowerInvariant(),
                Markup.Escape(version.Row.WrittenBy ?? ""), Markup.Escape(version.Row.ApprovedBy ?? ""), Markup.Escape(version.Row.Note ?? ""));
        }

        screen.Write(versions);
        var states = new Table().Border(TableBorder.Simple).AddColumn("When, UTC").AddColumn("Who").AddColumn("What").AddColumn("Why");
        foreach (var state in view.States)
        {
            states.AddRow(state.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Markup.Escape(state.Actor), state.Step.Word(), Markup.Escape(state.Reason ?? ""));
        }

        screen.Write(states);
    }

    public static string Line(Difference difference) =>
        $"{difference.Place}: {difference.Old ?? "nothing"} → {difference.New ?? "nothing"}{(difference.NeedsApproval ? " (needs approval)" : "")}";
}
