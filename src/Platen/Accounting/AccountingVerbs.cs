using System.CommandLine;
using System.Globalization;
using System.Text;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Accounting;

/// <summary>export journal.</summary>
static class AccountingVerbs
{
    public static Command Journal()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "The file to write; the standard output where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => null,
        };
        var period = AskedMonth.Option("Only what is dated in this month, like 2026-01.");
        return new Command("journal", "Write the journal of posted invoices, as hledger reads it.")
            .With(file, period)
            .Does(async (verb, cancellation) =>
            {
                var export = verb.Use<ExportJournal>();
                if (verb.Get(file) is not { } target)
                {
                    await using var screen = new StreamWriter(verb.Terminal.Output, new UTF8Encoding(false), leaveOpen: true);
                    await export.Run(screen, verb.Get(period), cancellation);
                    return Exit.Done;
                }

                await using var journal = new StreamWriter(target.FullName, append: false, new UTF8Encoding(false));
                var entries = await export.Run(journal, verb.Get(period), cancellation);
                await verb.Answer(new Written(target.FullName, entries), screen => screen.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{entries:N0} {(entries == 1 ? "entry is" : "entries are")} in {target.FullName}.")));
                return Exit.Done;
            });
    }

    /// <summary>What was written, as --json answers it.</summary>
    sealed record Written(string File, int Entries);
}
