using System.CommandLine;
using Platen.Contracts;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing.Trials;

/// <summary>contract try: what a contract would have billed.</summary>
static class TrialVerbs
{
    public static Command Try()
    {
        var file = new Argument<FileInfo>("file") { Description = "The contract as JSON, as 'platen contract save' takes it." };
        var period = AskedMonth.Option("A past month; the one billed last where none is named.");
        return new Command("try", "Tell what a contract, new or changed, would have billed for a past month; keep nothing.")
            .With(file, period)
            .Does(async (verb, cancellation) =>
            {
                var bill = await verb.Use<WhatWouldItBill>().Run(await ContractVerbs.Read(verb.Get(file), cancellation), verb.Get(period), cancellation);
                await verb.Answer(bill, screen => Show(screen, bill));
                return bill.Problems.Count > 0 ? Exit.DoneWithExceptions : Exit.Done;
            });
    }

    static void Show(IAnsiConsole screen, TrialBill bill)
    {
        foreach (var line in bill.Lines)
            screen.WriteLine($"{line.Amount,14}  {line.Machine} {line.Explanation}");
        screen.WriteLine($"{bill.Net,14}  {bill.Currency} for {bill.Period}{(bill.Billed is { } billed ? $"; billed was {billed}, the difference {bill.Difference}" : "")}");
        foreach (var problem in bill.Problems)
            screen.WriteLine(problem);
    }
}
