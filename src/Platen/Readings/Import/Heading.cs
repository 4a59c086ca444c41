namespace Platen.Readings;

/// <summary>Where in a file's rows the serial, the meter, the day and the value stand.</summary>
/// <param name="Meters">For a file with a column for each meter: which; empty where one column names the meter.</param>
sealed record Heading(int Serial, int Date, int Meter, int Value, IReadOnlyList<(int Cell, string Meter)> Meters)
{
    /// <summary>What the columns are commonly called, besides what a profile says. Small letters and digits only.</summary>
    static readonly Dictionary<string, string[]> Common = new()
    {
        [ColumnNames.Serial] = ["serial", "serialnumber", "serialno", "serialnr", "deviceserialnumber", "deviceserial", "machineserial", "machine"],
        [ColumnNames.Meter] = ["meter", "metertype", "metername", "meterdescription", "counter"],
        [ColumnNames.Date] = ["date", "readdate", "readingdate", "readon", "meterdate", "dateread", "latestmetertimestamp", "metertimestamp", "timestamp"],
        [ColumnNames.Value] = ["value", "count", "reading", "meterreading", "metercount", "readingvalue", "metervalue"],
    };

    public bool IsWide => Meters.Count > 0;

    /// <param name="file">The row being the heading.</param>
    /// <param name="faults">One for each column that is not there.</param>
    public static Heading? Find(RowSource file, ColumnNames names, List<ImportFault> faults)
    {
        var cells = new List<string>();
        for (var i = 0; i < file.Cells; i++)
            cells.Add(file.Text(i).Trim().ToString());

        var meters = new List<(int, string)>();
        foreach (var (ours, theirs) in names.Columns)
        {
            if (ours.StartsWith(ColumnNames.MeterPrefix, StringComparison.Ordinal))
                meters.Add((Cell(ours, theirs), ours[ColumnNames.MeterPrefix.Length..]));
        }

        var heading = new Heading(
            Of(ColumnNames.Serial), Of(ColumnNames.Date), meters.Count > 0 ? -1 : Of(ColumnNames.Meter), meters.Count > 0 ? -1 : Of(ColumnNames.Value), meters);
        return faults.Count == 0 ? heading : null;

        int Of(string ours)
        {
            if (names.Columns.TryGetValue(ours, out var theirs))
                return Cell(ours, theirs);
            foreach (var common in Common[ours])
            {
                var cell = cells.FindIndex(name => Plain(name) == common);
                if (cell >= 0)
                    return cell;
            }

            return Missing(ours, $"No column says the {ours}. The file has {Listed(cells)}. Name it: --column {ours}=\"...\"");
        }

        int Cell(string ours, string theirs)
        {
            var cell = cells.FindIndex(name => string.Equals(name, theirs, StringComparison.OrdinalIgnoreCase));
            return cell >= 0 ? cell : Missing(ours, $"The file has no column '{theirs}' for the {ours}; it has {Listed(cells)}.");
        }

        int Missing(string ours, string message)
        {
            faults.Add(new ImportFault(file.Row, ours, message));
            return -1;
        }
    }

    static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    static string Listed(List<string> cells) => string.Join(", ", cells.Take(20)) + (cells.Count > 20 ? ", ..." : "");
}
