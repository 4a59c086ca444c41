using Platen.Rating;

namespace Platen.Readings;

/// <summary>Takes the readings out of a file's rows, and what is wrong with them.</summary>
sealed class RowReader(RowSource file, Heading heading, string? dateFormat, MeterMap meters, ReadingIntake intake)
{
    /// <summary>So many errors tell what is wrong with a file.</summary>
    const int MostFaults = 100;
    const int MostListed = 10_000;

    /// <summary>Malformed rows.</summary>
    public List<ImportFault> Faults { get; } = [];

    /// <summary>Rows of machines and meters that are not known.</summary>
    public List<ImportFault> Unknown { get; } = [];
    public long UnknownCount { get; private set; }
    public bool HasEnough => Faults.Count >= MostFaults;

    readonly char[] _dayText = new char[32];
    int _dayLength;
    DateOnly _day;

    /// <param name="skipErrors">Malformed rows are listed with those not taken.</param>
    public void Take(bool skipErrors)
    {
        if (IsBlank())
            return;

        var serial = file.Text(heading.Serial).Trim();
        if (file.Cells <= Math.Max(heading.Serial, Math.Max(heading.Date, heading.Value)))
            Refuse(null, "The row has fewer cells than the heading. Is the file cut off?");
        else if (serial.IsEmpty)
            Refuse(ColumnNames.Serial, "The serial is missing.");
        else if (Day(file.Text(heading.Date).Trim(), out var day) is { } wrong)
            Refuse(ColumnNames.Date, wrong);
        else if (heading.IsWide)
            TakeWide(serial, day);
        else
            TakeOne(serial, file.Text(heading.Meter).Trim(), file.Text(heading.Value).Trim(), ColumnNames.Value, day);

        void Refuse(string? column, string message) => Add(column, message, skipErrors);

        void TakeWide(ReadOnlySpan<char> serial, DateOnly day)
        {
            foreach (var (cell, meter) in heading.Meters)
            {
                var text = file.Text(cell).Trim();
                // A printer without colour says nothing, or 0, in the colour column.
                if (!text.IsEmpty && (text is not "0" || meters.Find(serial, meter) > 0))
                    TakeOne(serial, meter, text, ColumnNames.MeterPrefix + meter, day);
            }
        }

        void TakeOne(ReadOnlySpan<char> serial, ReadOnlySpan<char> meter, ReadOnlySpan<char> text, string column, DateOnly day)
        {
            if (CellText.Count(text, out var value) is { } wrong)
                Refuse(column, wrong);
            else if (meters.Find(serial, meter) is > 0 and var id)
                intake.Add(id, new MeterReading(day, value, ReadingSource.Import), file.Row);
            else if (meter.IsEmpty)
                Refuse(ColumnNames.Meter, "The meter is missing.");
            else
                AddUnknown(serial, meter);
        }
    }

    /// <summary>Most rows of a file are of the same day as the one before.</summary>
    string? Day(ReadOnlySpan<char> text, out DateOnly day)
    {
        if (_dayLength > 0 && text.SequenceEqual(_dayText.AsSpan(0, _dayLength)))
        {
            day = _day;
            return null;
        }

        var wrong = CellText.Day(text, dateFormat, out day);
        if (wrong is null && text.Length <= _dayText.Length)
        {
            text.CopyTo(_dayText);
            (_dayLength, _day) = (text.Length, day);
        }

        return wrong;
    }

    bool IsBlank()
    {
        for (var i = 0; i < file.Cells; i++)
        {
            if (!file.Text(i).IsWhiteSpace())
                return false;
        }

        return true;
    }

    void Add(string? column, string message, bool skip)
    {
        if (skip)
            List(new ImportFault(file.Row, column, message));
        else
            Faults.Add(new ImportFault(file.Row, column, message));
    }

    void AddUnknown(ReadOnlySpan<char> serial, ReadOnlySpan<char> meter)
    {
        if (UnknownCount >= MostListed)
            UnknownCount++;
        else if (meters.HasMachine(serial))
            List(new ImportFault(file.Row, ColumnNames.Meter, $"Machine {serial} has no meter {meter}; it has {meters.Types(serial)}. Add the meter to the machine, or leave it."));
        else
            List(new ImportFault(file.Row, ColumnNames.Serial, $"No machine has the serial {serial}. Correct it, or add the machine, and import the file again."));
    }

    void List(ImportFault fault)
    {
        UnknownCount++;
        if (Unknown.Count < MostListed)
            Unknown.Add(fault);
    }
}
