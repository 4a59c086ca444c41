using System.CommandLine;
using System.CommandLine.Parsing;
using Platen.Rating;

namespace Platen.Shell;

/// <summary>A month as it is typed on the command line and asked for by programs, like 2026-01.</summary>
static class AskedMonth
{
    public static Argument<Period> Argument(string description) =>
        new("period") { Description = description, CustomParser = result => Parse(result) ?? default };

    public static Option<Period?> Option(string description) =>
        new("--period") { Description = description, HelpName = "PERIOD", CustomParser = Parse };

    /// <exception cref="Refusal">It is no month.</exception>
    public static Period Of(string text) => Period.TryParse(text, out var period) ? period : throw new Refusal(Fault(text));

    static Period? Parse(ArgumentResult result)
    {
        if (Period.TryParse(result.Tokens[0].Value, out var period))
            return period;
        result.AddError(Fault(result.Tokens[0].Value));
        return null;
    }

    static string Fault(string text) => $"'{text}' is not a period like 2026-01.";
}
