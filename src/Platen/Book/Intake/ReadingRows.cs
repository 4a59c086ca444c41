using Platen.Rating;
using Platen.Readings;

namespace Platen.Book;

/// <summary>Takes in readings: each is checked as it comes; what may be billed is judged when all are in.</summary>
sealed class ReadingRows(BookIntake book, IProgress<Shell.Step> progress) : SectionIntake, IDisposable
{
    readonly ReadingIntake _intake = new(book.Database);
    (BookReading Reading, KnownNumber Machine, int Row)? _unlisted;

    public IntakeResult Result { get; private set; } = new();

    /// <summary>A meter that no machine lists must be kept before its reading.</summary>
    public override bool IsFull => _unlisted is not null;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        var path = Section.Readings.Path(row);
        if (book.Parse<BookReading>(element, path, null, out _) is not { } reading)
            return;

        if (!book.Known.Machines.TryGetValue(reading.Serial, out var machine))
            book.Fault($"{path}.serial", $"There is no machine {reading.Serial}, neither in this book nor kept before.");
        else if (machine.Id == 0)
            return; // The machine has faults of its own, which are told.
        else if (string.IsNullOrWhiteSpace(reading.Meter))
            book.Fault($"{path}.meter", "May not be empty.");
        else if (!book.Known.Meters.TryGet(machine.Id, reading.Meter, out var meter))
            _unlisted = (reading, machine, row);
        else
            Take(path, reading, meter, row);
    }

    void Take(string path, BookReading reading, KnownMeter meter, int row)
    {
        if (IsPossible(path, reading, meter) && book.IsSound)
            _intake.Add(meter.Id, reading.ToReading(), row);
    }

    bool IsPossible(string path, BookReading reading, KnownMeter meter)
    {
        var before = book.Faults.Count;
        if (!PossibleDays.Have(reading.Date))
            book.Fault($"{path}.date", PossibleDays.Fault);
        CheckCount($"{path}.value", reading.Value);
        if (reading.Event is { Type: BookEventType.Reset } reset)
            CheckCount($"{path}.event.newStart", reset.NewStart);
        else if (reading.Event is { NewStart: not 0 })
            book.Fault($"{path}.event.newStart", "Only a reset begins anew at another count; a rollover begins at 0.");
        if (reading.TestCopies < 0)
            book.Fault($"{path}.testCopies", "Test copies are not below 0.");
        if (reading.TestPercent is { } percent && !TestCopies.IsPercent(percent))
            book.Fault($"{path}.testPercent", "A percentage is \"0\" to \"100\", with up to two decimals.");
        return book.Faults.Count == before;

        void CheckCount(string at, long count)
        {
            if (count < 0)
                book.Fault(at, "A counter is not below 0.");
            else if (count >= meter.RollsOverAt)
                book.Fault(at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Beyond the counter, which begins again at {meter.RollsOverAt:N0}. Correct it, or the meter's digits on the machine."));
        }
    }

    public override async Task Write(CancellationToken cancellation)
    {
        if (_unlisted is not var (reading, machine, row))
            return;
        _unlisted = null;
        var path = Section.Readings.Path(row);
        book.Meters.Name(machine.Id, reading.Serial, reading.Meter, $"{path}.meter");
        await book.Meters.WriteNamed(cancellation);
        Take(path, reading, book.Known.Meters[machine.Id, reading.Meter], row);
    }

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
