using System.Globalization;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Test copies as a person types them: 40, or 2.5%.</summary>
static class TestCopyWords
{
    /// <exception cref="Refusal">It is neither.</exception>
    public static TestCopies Read(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0)
            return TestCopies.None;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
            return new TestCopies(quantity);
        if (text[^1] == '%' && decimal.TryParse(text[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return Read(0, percent);
        throw new Refusal($"'{text}' are no test copies. Write a number like 40, or a part like 2.5%.");
    }

    /// <exception cref="Refusal">It is no such part.</exception>
    public static TestCopies Read(int quantity, decimal percent) => quantity >= 0 && TestCopies.IsPercent(percent)
        ? TestCopies.From(quantity, percent)
        : throw new Refusal("Test copies are 0 or more, or 0 to 100 percent with up to two decimals.");

    public static string? Word(this TestCopies test) => test switch
    {
        { Quantity: 0, HundredthsOfPercent: 0 } => null,
        { HundredthsOfPercent: 0 } => string.Create(CultureInfo.InvariantCulture, $"{test.Quantity:N0} test copies"),
        { Quantity: 0 } => string.Create(CultureInfo.InvariantCulture, $"{test.Percent:0.##} % test copies"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{test.Quantity:N0} and {test.Percent:0.##} % test copies"),
    };
}
