using Platen.Testing;
using Xunit.Sdk;

namespace Platen.Tests.Support;

public sealed class GoldenTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "Goldens", "invoice.txt");

    [Fact]
    public void A_text_that_was_approved_passes_whatever_its_line_ends()
    {
        Golden.Compare(File, "a\r\nb\r\n", update: true);

        Golden.Compare(File, "a\nb", update: false);
    }

    [Fact]
    public void A_text_that_differs_fails_and_shows_where()
    {
        Golden.Compare(File, "1\n2\n3\n4\ntotal 820.00\nthanks", update: true);

        var failure = Assert.Throws<FailException>(() => Golden.Compare(File, "1\n2\n3\n4\ntotal 820.01\nthanks", update: false));

        Assert.EndsWith("\n  ...\n  3\n  4\n- total 820.00\n+ total 820.01\n  thanks\n  \n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_never_approved_fails() =>
        Assert.Throws<FailException>(() => Golden.Compare(File, "new", update: false));

    [Fact]
    public void Approved_texts_lie_beside_their_test() => Golden.Matches("beside-the-test.txt", "Goldens/ is beside GoldenTests.cs.");

    public void Dispose() => _folder.Dispose();
}
