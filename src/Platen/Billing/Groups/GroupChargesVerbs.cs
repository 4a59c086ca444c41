using System.CommandLine;
using System.Globalization;
using Platen.ChargeGroups;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing.Groups;

/// <summary>group charges, group try: what was billed for a group, and what would be.</summary>
static class GroupChargesVerbs
{
    public static Command Charges()
    {
        var name = new Argument<string>("name") { Description = "The group's name." };
        return new Command("charges", "What was billed for a charge group, period by period.").With(name).Does(async (verb, cancellation) =>
        {
            var charges = await verb.Use<ShowGroupCharges>().Run(verb.Get(name), cancellation);
            await verb.Answer(charges, screen =>
            {
                var table = Table("Invoices");
                foreach (var row in charges.Periods)
                {
                    table.AddRow(row.Period.ToString(), Amount(row.Usage), Amount(row.Limit), Amount(row.Variance), Amount(row.Balance), Amount(row.Customer),
                        string.Join(' ', row.CustomerInvoices.Prepend(row.FinanceInvoice)));
                }

                screen.Write(table);
                screen.WriteLine($"{Amount(charges.Carried)} {charges.Currency} carried forward");
                if (charges.ByMachine().Any())
                    screen.Write(ByMachine(charges));
            });
            return Exit.Done;
        });
    }

    public static Command Try()
    {
        var details = new Argument<string>("details") { Description = "As JSON, like a book's chargeGroups has it; or the name of a group." };
        var last = AskedMonth.Option("The cycle's last month, a past one; the one billed last where none is named.");
        return new Command("try", "Tell what a whole cycle of a charge group would have cost, of past readings; keep nothing.").With(details, last).Does(async (verb, cancellation) =>
        {
            var group = verb.Get(details).TrimStart().StartsWith('{')
                ? Written.Read<GroupDetails>(verb.Get(details))
                : await verb.Use<ReadGroup>().Run(verb.Get(details), cancellation);
            var trial = await verb.Use<WhatWouldGroupBill>().Run(group, verb.Get(last), cancellation);
            await verb.Answer(trial, screen => Show(screen, trial));
            return trial.Problems.Count > 0 ? Exit.DoneWithExceptions : Exit.Done;
        });
    }

    static void Show(IAnsiConsole screen, GroupTrial trial)
    {
        var table = Table();
        foreach (var row in trial.Months)
            table.AddRow(row.Period.ToString(), Amount(row.Usage), Amount(row.Limit), Amount(row.Variance), Amount(row.Balance), Amount(row.Customer));
        screen.Write(table);
        screen.WriteLine($"The finance company would have paid {Amount(trial.Finance)} {trial.Currency}, the customer {Amount(trial.Customer)}; without the group the customer {Amount(trial.Without)}.");
        foreach (var problem in trial.Problems)
            screen.WriteLine(problem);
    }

    static Table ByMachine(GroupCharges charges)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Usage of");
        foreach (var period in charges.Lately)
            table.AddColumn(new TableColumn(period.Period.ToString()).RightAligned());
        foreach (var (machine, use) in charges.ByMachine())
            table.AddRow([machine, .. use.Select(Amount)]);
        return table;
    }

    static Table Table(params string[] more)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Period");
        foreach (var title in (string[])["Usage", "Limit", "Variance", "Balance", "To customer"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var title in more)
            table.AddColumn(title);
        return table;
    }

    static string Amount(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}
