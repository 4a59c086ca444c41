using System.Data.Common;

namespace Platen.Bench.Floors;

/// <summary>A part of a table's rows in memory, as many as fit well.</summary>
sealed class TableRows(string table, DbDataReader source)
{
    const int Most = 50_000;

    public string Table { get; } = table;
    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, source.FieldCount).Select(source.GetName)];
    public IReadOnlyList<Column> Columns { get; } =
        [.. Enumerable.Range(0, source.FieldCount).Select(i => Column.Of(source.GetDataTypeName(i)))];
    public int Count { get; private set; }

    /// <summary>Takes the next rows in place of those held; false when there are none.</summary>
    public async Task<bool> Next(CancellationToken cancellation)
    {
        foreach (var column in Columns)
            column.Clear();
        for (Count = 0; Count < Most && await source.ReadAsync(cancellation); Count++)
        {
            for (var i = 0; i < Columns.Count; i++)
                Columns[i].Load(source, i);
        }

        return Count > 0;
    }
}
