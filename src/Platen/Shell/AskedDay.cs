using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Platen.Shell;

/// <summary>A day as it is typed on the command line, like 2026-01-31.</summary>
static class AskedDay
{
    public static Option<DateOnly?> Option(string name, string description, string? helpName = null) =>
        new(name) { Description = description, HelpName = helpName, CustomParser = Parse };

    public static Option<DateOnly> Required(string name, string description) =>
        new(name) { Description = description, Required = true, HelpName = "DAY", CustomParser = result => Parse(result) ?? default };

    static DateOnly? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"'{text}' is not a day; write it like 2026-02-28.");
        return null;
    }
}
