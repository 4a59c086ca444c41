using System.Globalization;
using Microsoft.AspNetCore.Components;
using Platen.Rating;

namespace Platen.Shell.Forms;

/// <summary>Values as they are typed into fields, the same in every country: 1234.5 and 2026-01-31; an empty field is no value, or 0.</summary>
static class Typed
{
    public static string Write<T>(T? value) => value switch
    {
        null => "",
        DateOnly day when day == default => "",
        Period period when period == default => "",
        IFormattable number => number.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static bool TryRead<T>(string text, out T? value)
    {
        var trimmed = text.Trim();
        value = default;
        if (trimmed.Length == 0)
            return true;
        if (Underlying<T>() != typeof(Period))
            return BindConverter.TryConvertTo(trimmed, CultureInfo.InvariantCulture, out value);
        if (!Period.TryParse(trimmed, out var period))
            return false;
        value = (T)(object)period;
        return true;
    }

    /// <summary>What a browser's field for it is.</summary>
    public static string InputType<T>() => Underlying<T>() == typeof(DateOnly) ? "date" : Underlying<T>() == typeof(Period) ? "month" : "text";

    public static bool IsNumber<T>() => Underlying<T>() is { } type && (type == typeof(decimal) || type == typeof(long) || type == typeof(int));

    public static string Wrong<T>() => Underlying<T>() == typeof(decimal) ? "A number like 1250.50." : IsNumber<T>() ? "A whole number." : Underlying<T>() == typeof(Period) ? "A month like 2026-01." : "A day like 2026-01-31.";

    static Type Underlying<T>() => Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
}
