using System.Text;
using Platen.Shell;

namespace Platen.Tests.Support;

/// <summary>Runs <c>platen</c> as a person would type it, on a test's database, and keeps what it said.</summary>
static class CommandLine
{
    public static Task<Said> Platen(this TestDatabase database, params IEnumerable<string> args) =>
        Run([.. args, "--data", database.Folder, .. database.Postgres is { } postgres ? (string[])["--database", postgres] : []]);

    public static async Task<Said> Run(IReadOnlyList<string> args, TimeProvider? clock = null, TextReader? input = null)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var code = await Cli.Run(args, Terminal.InMemory(output, error) with { Input = input ?? TextReader.Null }, clock ?? TimeProvider.System, TestContext.Current.CancellationToken);
        return new Said((Exit)code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}

/// <summary>What a verb answered: its exit code, standard output and standard error.</summary>
sealed record Said(Exit Exit, string Output, string Error);
