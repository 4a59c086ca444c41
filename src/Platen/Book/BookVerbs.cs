using System.CommandLine;
using System.Globalization;
using Platen.Readings;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Book;

/// <summary>import, export book and book.</summary>
static class BookVerbs
{
    public static IEnumerable<Command> All() =>
    [
        Import(),
        new Command("book", "About the book, Platen's document format.").With(Schema()),
    ];

    static Command Import()
    {
        var files = new Argument<string[]>("file") { Description = "Books (.json) and readings (.csv, .xlsx).", Arity = ArgumentArity.OneOrMore };
        var approve = new Option<bool>("--approve") { Description = "Approve other terms of known contracts at once." };
        var profile = new Option<string?>("--profile") { Description = "Readings: the column names remembered under this name.", HelpName = "NAME" };
        var columns = new Option<string[]>("--column") { Description = "Readings: a column's name in the file, like serial=\"Serial Number\".", HelpName = "OURS=THEIRS" };
        var dates = new Option<string?>("--date-format") { Description = "Readings: how the file writes days, like dd/MM/yyyy.", HelpName = "FORMAT" };
        var skip = new Option<bool>("--skip-errors") { Description = "Readings: take the good rows of a file with bad ones." };
        return new Command("import", "Bring in a book, or readings.")
            .With(files, approve, profile, columns, dates, skip)
            .Does(async (verb, cancellation) =>
            {
                var options = new ImportOptions
                {
                    Profile = verb.Get(profile),
                    Columns = new ColumnNames(Pairs(verb.Get(columns) ?? []), verb.Get(dates)),
                    SkipErrors = verb.Get(skip),
                };
                return await ImportFiles(verb, verb.Get(files), verb.Get(approve), options, cancellation);
            });
    }

    static async Task<Exit> ImportFiles(Verb verb, string[] files, bool approve, ImportOptions options, CancellationToken cancellation)
    {
        var imported = new List<ImportedFile>();
        foreach (var file in files)
        {
            try
            {
                imported.Add(await verb.Watch(progress => ImportFile(verb, file, approve, options, progress, cancellation)));
            }
            catch (Refusal refusal) when (files.Length > 1)
            {
                throw new Refusal($"{file}: {refusal.Message}", refusal.Faults);
            }

            if (!verb.Json)
                ImportWords.Say(verb.Terminal.Text, imported[^1]);
        }

        await verb.Answer(new ImportedFiles(imported), _ => { });
        return imported.Exists(file => file.NeedsWork) ? Exit.DoneWithExceptions : Exit.Done;
    }

    static async Task<ImportedFile> ImportFile(
        Verb verb, string file, bool approve, ImportOptions options, IProgress<Step> progress, CancellationToken cancellation)
    {
        if (Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".txt" or ".xlsx" or ".xlsm")
            return new ImportedFile(file, null, await verb.Use<ImportReadings>().Run(file, options, progress, cancellation));
        if (!File.Exists(file))
            throw new Refusal($"There is no file {file}.");

        await using var book = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return new ImportedFile(file, await verb.Use<ImportBook>().Run(book, approve, progress, cancellation), null);
    }

    static Dictionary<string, string> Pairs(string[] columns)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
                throw new Refusal($"--column {column}: write it like serial=\"Serial Number\".");
            names[column[..at]] = column[(at + 1)..];
        }

        return names;
    }

    public static Command Export()
    {
        var file = new Argument<string?>("file") { Description = "Where to; the standard output where none is named.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("book", "Write customers, machines, contracts and readings as a book.")
            .With(file)
            .Does(async (verb, cancellation) =>
            {
                var export = verb.Use<ExportBook>();
                if (verb.Get(file) is not { } path)
                {
                    await export.Run(verb.Terminal.Output, cancellation);
                    return Exit.Done;
                }

                // Under another name until it is whole.
                var part = path + ".part";
                await using (var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
                    await export.Run(target, cancellation);
                File.Move(part, path, overwrite: true);
                var written = new ExportedFile(path, new FileInfo(path).Length);
                await verb.Answer(written, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {written.File}, {written.Bytes:N0} bytes.")));
                return Exit.Done;
            });
    }

    static Command Schema() => new Command("schema", "Print the JSON Schema of a book.").Does(async (verb, _) =>
    {
        await verb.Terminal.Text.WriteAsync(BookSchema.Text());
        await verb.Terminal.Text.FlushAsync(CancellationToken.None);
        return Exit.Done;
    });

    sealed record ExportedFile(string File, long Bytes);

    sealed record ImportedFiles(IReadOnlyList<ImportedFile> Files);
}
