using System.Text;

namespace Platen.Shell;

/// <summary>Where a verb writes: answers to the standard output, as bytes or as text; the rest to the standard error.</summary>
sealed record Terminal(Stream Output, TextWriter Text, TextWriter Error)
{
    /// <summary>A person is watching: bars may move on the standard error.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>What is typed, or piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    public static Terminal OfProcess() => new(Console.OpenStandardOutput(), Console.Out, Console.Error)
    {
        Input = Console.In,
        IsInteractive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null,
    };

    /// <summary>Both outputs kept in memory.</summary>
    public static Terminal InMemory(Stream output, TextWriter error) =>
        new(output, new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" }, error);
}
