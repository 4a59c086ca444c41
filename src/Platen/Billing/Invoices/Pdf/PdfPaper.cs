using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Platen.Billing.Invoices.Pdf;

/// <summary>
/// Pages of A4 that are filled from top to bottom, in points. Whoever draws asks for <see cref="Room"/> first; where there
/// is none a new page begins, headed by who wrote it and what it continues.
/// </summary>
sealed class PdfPaper : IDisposable
{
    public const double Left = 48, Right = 547;
    const double Top = 46, Bottom = 786, FootLine = 808;

    static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1B, 0x1F, 0x24)), Faint = new XSolidBrush(XColor.FromArgb(0x5B, 0x64, 0x70));
    static readonly XPen Hair = new(XColor.FromArgb(0xD5, 0xDA, 0xE0), 0.6), Line = new(XColor.FromArgb(0x1B, 0x1F, 0x24), 0.9);

    readonly PdfDocument _document;
    readonly List<XGraphics> _pages = [];
    readonly string _title, _author;

    public PdfPaper(string title, string author, DateOnly date)
    {
        _document = NewDocument();
        (_title, _author) = (title, author);
        (_document.Info.Title, _document.Info.Author) = (title, author);
        var made = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        (_document.Info.CreationDate, _document.Info.ModificationDate) = (made, made);
        Turn();
    }

    public static PdfDocument NewDocument()
    {
        // PDFsharp is used under its free licence, the AGPL, and wants to be told so (ADR 0008).
        PdfSharpLicense.SetAgplLicense();
        return new PdfDocument();
    }

    /// <summary>The baseline of the line to be drawn next.</summary>
    public double Y { get; private set; }

    XGraphics Page => _pages[^1];

    public void Down(double points) => Y += points;

    /// <summary>Makes sure that so much fits on the page, or begins the next.</summary>
    /// <param name="head">Drawn at the head of a new page, after what stands there anyway: a table's headings.</param>
    public void Room(double points, Action? head = null)
    {
        if (Y + points <= Bottom)
            return;
        Turn();
        RunningHead();
        head?.Invoke();
    }

    /// <summary>The head of every page but the first.</summary>
    void RunningHead()
    {
        Write(_author, PdfFonts.Bold, Left);
        WriteRight($"{_title}, continued", PdfFonts.Bold, Right);
        Down(8);
        Rule();
        Down(22);
    }

    public void Write(string text, XFont font, double x, bool faint = false) =>
        Page.DrawString(text, font, faint ? Faint : Ink, x, Y);

    /// <summary>So that the text ends at <paramref name="x"/>.</summary>
    public void WriteRight(string text, XFont font, double x, bool faint = false) =>
        Write(text, font, x - Width(text, font), faint);

    public void Rule(bool strong = false, double from = Left) => Page.DrawLine(strong ? Line : Hair, from, Y, Right, Y);

    public double Width(string text, XFont font) => Page.MeasureString(text, font).Width;

    /// <summary>Breaks a text into lines of a width, between words where it can, within a word where it must: nothing is cut off.</summary>
    public List<string> Wrap(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer, font) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = Width(word, font) <= width ? word : Break(word, font, width, lines);
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>Cuts a word that is wider than its column, each letter measured once: a name may be of any length.</summary>
    /// <returns>The word's end, which others may follow on its line.</returns>
    string Break(string word, XFont font, double width, List<string> lines)
    {
        var (start, at, taken) = (0, 0, 0d);
        foreach (var letter in word.EnumerateRunes())
        {
            var wide = Width(letter.ToString(), font);
            if (taken + wide > width && at > start)
            {
                lines.Add(word[start..at]);
                (start, taken) = (at, 0);
            }

            taken += wide;
            at += letter.Utf16SequenceLength;
        }

        return word[start..];
    }

    /// <summary>Ends the pages with their feet and gives the file.</summary>
    public byte[] Finish()
    {
        var foot = $"{_title}, {_author}";
        for (var no = 1; no <= _pages.Count; no++)
        {
            var page = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Page {no} of {_pages.Count}");
            _pages[no - 1].DrawString(foot, PdfFonts.Small, Faint, Left, FootLine);
            _pages[no - 1].DrawString(page, PdfFonts.Small, Faint, Right - Width(page, PdfFonts.Small), FootLine);
        }

        // What is drawn reaches the document when its page is done.
        _pages.ForEach(page => page.Dispose());
        using var file = new MemoryStream();
        _document.Save(file);
        return file.ToArray();
    }

    public void Dispose() => _document.Dispose();

    /// <summary>Begins a page.</summary>
    public void Turn()
    {
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _pages.Add(XGraphics.FromPdfPage(page));
        Y = Top;
    }
}
