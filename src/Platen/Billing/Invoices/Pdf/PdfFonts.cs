using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Platen.Billing.Invoices.Pdf;

/// <summary>
/// The invoice's typeface, carried in the program: a server may have no fonts at all. Source Sans 3 has figures of one
/// width, so that columns stand, and the letters of every European language (ADR 0008).
/// </summary>
static class PdfFonts
{
    const string Family = "Source Sans 3", Plain = "SourceSans3-Regular.ttf", Strong = "SourceSans3-SemiBold.ttf";

    public static readonly XFont Text, Bold, Small, Total, Dealer, Number;

    static PdfFonts()
    {
        GlobalFontSettings.FontResolver ??= new Resolver();
        (Text, Bold, Small) = (Font(8.5, false), Font(8.5, true), Font(7.5, false));
        (Total, Dealer, Number) = (Font(10.5, true), Font(13, true), Font(20, true));
    }

    static XFont Font(double size, bool strong) =>
        new(Family, size, strong ? XFontStyleEx.Bold : XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);

    sealed class Resolver : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Strong : Plain);

        public byte[] GetFont(string faceName)
        {
            using var resource = typeof(PdfFonts).Assembly.GetManifestResourceStream(faceName)!;
            var font = new byte[resource.Length];
            resource.ReadExactly(font);
            return font;
        }
    }
}
