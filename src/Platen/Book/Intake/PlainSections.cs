namespace Platen.Book;

/// <summary>The version of the format, which says that this is a book at all.</summary>
sealed class VersionIntake(BookIntake book) : SectionIntake
{
    bool _came;

    public override bool IsFull => false;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        _came = true;
        if (!element.SequenceEqual("\"1.0\""u8))
            book.Fault("$.book", $"Expected \"{BookDocument.CurrentVersion}\", the version of this format.");
    }

    public override Task Write(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The book is over.</summary>
    public void CheckCame()
    {
        if (!_came)
            book.Fault("$.book", $"Missing. A book begins with {{ \"book\": \"{BookDocument.CurrentVersion}\", ... }}.");
    }
}
