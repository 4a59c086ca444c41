using System.Text.RegularExpressions;
using Platen.Testing;

namespace Platen.Tests.Conventions;

/// <summary>What the compiler does not check about the sources themselves.</summary>
public partial class SourceTests
{
    const int LongestFile = 400;

    static readonly IReadOnlyList<string> Files =
    [
        .. from folder in (string[])["src", "tests", "bench", "samples"]
           from file in Directory.EnumerateFiles(Repository.PathTo(folder), "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".cs" or ".razor"
           where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
           select Path.GetRelativePath(Repository.Root, file)
    ];

    [Fact]
    public void No_file_is_too_long_to_read_in_one_go() =>
        Convention.Holds(Files.Where(file => File.ReadLines(Repository.PathTo(file)).Skip(LongestFile).Any()));

    [Fact]
    public void No_test_is_muted() =>
        Convention.Holds(Files.Where(file => Muted().IsMatch(File.ReadAllText(Repository.PathTo(file)))));

    [GeneratedRegex(@"\[[^\]\n]*\bSkip\s*=\s*""")]
    private static partial Regex Muted();

    [Fact]
    public void Every_module_says_what_it_owns()
    {
        var folders = Directory.GetDirectories(Repository.PathTo("src", "Platen"))
            .Where(folder => Files.Any(file => Repository.PathTo(file).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .Append(Repository.PathTo("src", "Rating"));

        Convention.Holds(folders.Where(folder => !File.Exists(Path.Combine(folder, "README.md"))));
    }
}
