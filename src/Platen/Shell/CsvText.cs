namespace Platen.Shell;

/// <summary>
/// Writes CSV as RFC 4180 has it, for every export. A cell that a spreadsheet would take for a formula is written with a ' before it:
/// it could have come from anyone.
/// </summary>
sealed class CsvText(TextWriter text)
{
    public async Task Row(params string?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                await text.WriteAsync(',');
            await text.WriteAsync(Cell(cells[i]));
        }

        await text.WriteAsync("\r\n");
    }

    static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        var plain = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + value : value;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
