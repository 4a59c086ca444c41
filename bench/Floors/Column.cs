using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Platen.Bench.Floors;

/// <summary>One column's values in memory, typed as its driver hands them out, so that writing them again converts nothing.</summary>
abstract class Column
{
    public abstract void Load(DbDataReader row, int column);
    public abstract void Write(NpgsqlBinaryImporter to, int row);
    public abstract void Bind(sqlite3_stmt to, int parameter, int row);
    public abstract void Clear();

    public static Column Of(string declaredType) => declaredType.Split('(')[0].ToUpperInvariant() switch
    {
        "INT" or "INTEGER" when declaredType == "integer" => new Column<int>((row, i) => row.GetInt32(i), NpgsqlDbType.Integer),
        "INT" or "INTEGER" or "BIGINT" => new Column<long>((row, i) => row.GetInt64(i), NpgsqlDbType.Bigint),
        "TEXT" => new Column<string>((row, i) => row.GetString(i), NpgsqlDbType.Text),
        "BOOLEAN" => new Column<bool>((row, i) => row.GetBoolean(i), NpgsqlDbType.Boolean),
        "NUMERIC" => new Column<decimal>((row, i) => row.GetDecimal(i), NpgsqlDbType.Numeric),
        "DATE" => new Column<DateOnly>((row, i) => row.GetFieldValue<DateOnly>(i), NpgsqlDbType.Date),
        _ => throw new NotSupportedException($"A column of type {declaredType} is new here: say how it is read and written."),
    };
}

sealed class Column<T>(Func<DbDataReader, int, T> get, NpgsqlDbType type) : Column
    where T : notnull
{
    readonly List<T> _values = [];
    readonly List<bool> _isNull = [];

    public override void Load(DbDataReader row, int column)
    {
        var isNull = row.IsDBNull(column);
        _isNull.Add(isNull);
        _values.Add(isNull ? default! : get(row, column));
    }

    public override void Write(NpgsqlBinaryImporter to, int row)
    {
        if (_isNull[row])
            to.WriteNull();
        else
            to.Write(_values[row], type);
    }

    public override void Bind(sqlite3_stmt to, int parameter, int row)
    {
        if (_isNull[row])
            raw.sqlite3_bind_null(to, parameter);
        else if (typeof(T) == typeof(int))
            raw.sqlite3_bind_int(to, parameter, (int)(object)_values[row]);
        else if (typeof(T) == typeof(long))
            raw.sqlite3_bind_int64(to, parameter, (long)(object)_values[row]);
        else if (typeof(T) == typeof(bool))
            raw.sqlite3_bind_int(to, parameter, (bool)(object)_values[row] ? 1 : 0);
        else
            raw.sqlite3_bind_text(to, parameter, (string)(object)_values[row]);
    }

    public override void Clear()
    {
        _values.Clear();
        _isNull.Clear();
    }
}
