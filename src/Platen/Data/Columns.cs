using System.Data.Common;

namespace Platen.Data;

/// <summary>Reads columns from a row that is already here.</summary>
static class Columns
{
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A text as the bytes that are kept of it.</summary>
    public static byte[] Utf8(this DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static byte[]? BytesOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static int? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateOnly? DayOrNull(this Database database, DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : database.Day(row, column);

    public static decimal? MoneyOrNull(this Database database, DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : database.Money(row, column);
}
