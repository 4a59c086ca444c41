using System.Runtime.CompilerServices;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>
/// Compares a text with the approved one in <c>Goldens/</c> beside the test. <c>PLATEN_UPDATE_GOLDENS=1</c> writes what the
/// tests found, to be reviewed in the diff; continuous integration never writes.
/// </summary>
static class Golden
{
    static readonly bool Updates =
        Environment.GetEnvironmentVariable("PLATEN_UPDATE_GOLDENS") == "1" && !Repository.InContinuousIntegration;

    /// <param name="name">The file in <c>Goldens/</c>, with the extension that suits the text: <c>invoice-1001.txt</c>.</param>
    /// <param name="actual">The text found; its line ends do not matter.</param>
    /// <param name="test">Filled in by the compiler.</param>
    public static void Matches(string name, string actual, [CallerFilePath] string test = "") =>
        Compare(Path.Combine(Path.GetDirectoryName(Source(test))!, "Goldens", name), actual, Updates);

    internal static void Compare(string file, string actual, bool update)
    {
        actual = Normal(actual);
        if (update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        var shown = Path.GetRelativePath(Repository.Root, file);
        if (!File.Exists(file))
            Assert.Fail($"There is no {shown} yet. Write it with PLATEN_UPDATE_GOLDENS=1 and review it. Found:\n{actual}");

        var expected = Normal(File.ReadAllText(file));
        if (expected != actual)
            Assert.Fail($"{shown} differs (- approved, + found). PLATEN_UPDATE_GOLDENS=1 accepts what was found.\n{LineDiff.Of(expected, actual)}");
    }

    static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    /// <summary>A deterministic build writes source paths from <c>/_/</c>, wherever the repository lies.</summary>
    static string Source(string test) =>
        test.StartsWith("/_/", StringComparison.Ordinal) ? Repository.PathTo(test["/_/".Length..]) : test;
}
