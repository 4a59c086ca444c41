using System.Text;
using Platen.Data;

namespace Platen.Shell;

/// <summary>What a person is told when something failed.</summary>
static class Failures
{
    public static string Explain(Exception failure, Database? database, bool verbose)
    {
        if (failure is Refusal refusal)
            return Sentences(refusal);

        var words = Chain(failure).Select(inner => database?.Explain(inner)).FirstOrDefault(known => known is not null)
            ?? (failure is IOException or UnauthorizedAccessException
                ? failure.Message
                : $"This failed in a way that was not foreseen: {failure.Message}{(verbose ? "" : " With --verbose it tells more.")}");
        return verbose ? $"{words}\n{failure}" : words;
    }

    static string Sentences(Refusal refusal)
    {
        var text = new StringBuilder(refusal.Message);
        foreach (var fault in refusal.Faults)
            text.Append('\n').Append("  ").Append(fault);
        return text.ToString();
    }

    static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }
}
