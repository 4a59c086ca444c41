using Platen.Readings;

namespace Platen.Book;

/// <summary>Takes in readings: each is checked as it comes; what may be billed is judged when all are in.</summary>
sealed class ReadingRows(BookIntake book, IProgress<Shell.Step> progress) : SectionIntake, IDisposable
{
    readonly ReadingIntake _intake = new(book.Database);

    public IntakeResult Result { get; private set; } = new();

    public override bool IsFull => false;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        var path = Section.Readings.Path(row);
        if (book.Parse<BookReading>(element, path, null, out _) is not { } reading)
            return;

        if (!book.Known.Machines.TryGetValue(reading.Serial, out var machine))
            book.Fault($"{path}.serial", $"There is no machine {reading.Serial}, neither in this book nor kept before.");
        else if (machine.Id == 0)
            return; // The machine has faults of its own, which are told.
        else if (!book.Known.Meters.TryGetValue((machine.Id, reading.Meter), out var meter))
            book.Fault($"{path}.meter", $"The machine {reading.Serial} has no meter {reading.Meter}.");
        else if (IsPossible(path, reading, meter) && book.IsSound)
            _intake.Add(meter.Id, reading.ToReading(), row);
    }

    bool IsPossible(string path, BookReading reading, KnownMeter meter)
    {
        var before = book.Faults.Count;
        CheckCount($"{path}.value", reading.Value);
        if (reading.Event is { Type: BookEventType.Reset } reset)
            CheckCount($"{path}.event.newStart", reset.NewStart);
        else if (reading.Event is { NewStart: not 0 })
            book.Fault($"{path}.event.newStart", "Only a reset begins anew at another count; a rollover begins at 0.");
        return book.Faults.Count == before;

        void CheckCount(string at, long count)
        {
            if (count < 0)
                book.Fault(at, "A counter is not below 0.");
            else if (count >= meter.RollsOverAt)
                book.Fault(at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Beyond the counter, which begins again at {meter.RollsOverAt:N0}. Correct it, or the meter's digits on the machine."));
        }
    }

    public override Task Write(CancellationToken cancellation) => Task.CompletedTask;

    public override async Task Finish(CancellationToken cancellation)
    {
        if (!book.IsSound || _intake.Count == 0)
            return;

        var capture = new Capture(book.Now, "book");
        Result = await _intake.Write(
            book.Transaction, book.Revision, capture, done => progress.Report(new("Readings", done, _intake.Count)), cancellation);
    }

    public void Dispose() => _intake.Dispose();
}
