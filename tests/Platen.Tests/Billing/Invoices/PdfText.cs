using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Platen.Tests.Billing.Invoices;

/// <summary>What a PDF says, line by line as a reader's eye takes it, page after page.</summary>
static class PdfText
{
    public static string Of(byte[] pdf)
    {
        var text = new StringBuilder();
        foreach (var page in Pages(pdf))
            text.Append("--- page ---\n").Append(page);
        return text.ToString();
    }

    public static IReadOnlyList<string> Pages(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(Lines)];
    }

    static string Lines(Page page)
    {
        var lines = page.GetWords()
            .GroupBy(word => (int)(word.Letters[0].StartBaseLine.Y * 2))
            .OrderByDescending(line => line.Key)
            .Select(line => string.Join(' ', line.OrderBy(word => word.BoundingBox.Left).Select(word => word.Text)));
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
