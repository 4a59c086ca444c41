using System.CommandLine;
using System.Globalization;
using System.Text;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Audit;

/// <summary>export audit.</summary>
static class AuditVerbs
{
    public static Command Export()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "The file to write; the standard output where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => null,
        };
        return new Command("audit", "Write the audit trail as CSV.")
            .With(file)
            .Does(async (verb, cancellation) =>
            {
                var export = verb.Use<ExportAudit>();
                var all = ListQuery.From("");
                if (verb.Get(file) is not { } target)
                {
                    await using var screen = new StreamWriter(verb.Terminal.Output, new UTF8Encoding(false), leaveOpen: true);
                    await export.Run(screen, all, cancellation);
                    return Exit.Done;
                }

                await using var text = new StreamWriter(target.FullName, append: false, new UTF8Encoding(false));
                var entries = await export.Run(text, all, cancellation);
                await verb.Answer(new Written(target.FullName, entries), screen => screen.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{entries:N0} {(entries == 1 ? "entry is" : "entries are")} in {target.FullName}.")));
                return Exit.Done;
            });
    }

    /// <summary>What was written, as --json answers it.</summary>
    sealed record Written(string File, long Entries);
}
