using System.Buffers;
using System.Globalization;

namespace Platen.Readings;

/// <summary>Reads a day and a count from a cell, or says what is wrong with it and what to do.</summary>
static class CellText
{
    static readonly DateOnly Earliest = new(1990, 1, 1), Latest = new(2199, 12, 31);
    static readonly SearchValues<char> Marks = SearchValues.Create(",. '\u00a0\u202f");
    static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789,. '\u00a0\u202f");

    /// <param name="format">How days are written; null: 2026-01-31, also with a time of day after it.</param>
    /// <returns>Null when <paramref name="day"/> was read.</returns>
    public static string? Day(ReadOnlySpan<char> text, string? format, out DateOnly day)
    {
        var isRead = format is null ? IsIso(text, out day) : IsIn(format, text, out day);
        if (isRead)
            return day >= Earliest && day <= Latest ? null : $"'{text}' is not a day on which this can have been read.";
        if (text.IsEmpty)
            return "The day is missing.";
        if (format is not null)
            return $"'{text}' is not a day in the form {format}.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"'{text}' is Excel's number for a day. Format the column as a date, like 2026-01-31."
            : $"'{text}' is not a day like 2026-01-31. Name the file's own form: --date-format dd/MM/yyyy.";
    }

    /// <returns>Null when <paramref name="value"/> was read.</returns>
    public static string? Count(ReadOnlySpan<char> text, out long value)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            return null;
        if (text.IsEmpty)
            return "The count is missing.";
        if (text[0] == '-' && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return $"'{text}' is below 0, and a counter never is.";
        if (!text.ContainsAnyExceptInRange('0', '9'))
            return $"'{text}' is more than any counter shows.";
        if (text.ContainsAnyExcept(OfNumbers))
            return $"'{text}' is not a count. Is it the right column?";
        return IsGrouped(text)
            ? $"'{text}' has a mark between thousands. Write the count in digits alone."
            : $"'{text}' has a decimal: such counters give sheets in A4 equivalents, or a length. Export the count of impressions.";
    }

    static bool IsIso(ReadOnlySpan<char> text, out DateOnly day)
    {
        if (text.Length > 10 && text[10] is 'T' or ' ')
            text = text[..10];
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    static bool IsIn(string format, ReadOnlySpan<char> text, out DateOnly day)
    {
        if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return true;

        // A format of a day and a time, and a spreadsheet's own days.
        var isMoment = DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment);
        day = DateOnly.FromDateTime(moment);
        return isMoment || IsIso(text, out day);
    }

    /// <summary>34,049 or 1.234.567: three digits after each mark, and none of them a decimal point that could be meant.</summary>
    static bool IsGrouped(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOfAny(Marks);
        var first = text.IndexOfAny(Marks);
        return text.Length - last - 1 == 3 && first is > 0 and <= 3;
    }
}
