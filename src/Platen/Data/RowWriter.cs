using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Platen.Data;

/// <summary>
/// Writes rows of one table, value by value in the order of the columns, then <see cref="EndRow"/>; <see cref="Complete"/>
/// at the end, inside the transaction of its connection.
/// </summary>
abstract class RowWriter : IDisposable
{
    public abstract RowWriter Add(int? value);
    public abstract RowWriter Add(long? value);
    public abstract RowWriter Add(string? value);
    /// <summary>A text, not empty, as the bytes that are kept of it.</summary>
    public abstract RowWriter AddUtf8(byte[] value);
    public abstract RowWriter AddMoney(decimal? value);
    public abstract RowWriter Add(DateOnly? value);
    public abstract RowWriter Add(bool value);
    public abstract void EndRow();
    public abstract void Complete();
    public abstract void Dispose();
}

/// <summary>PostgreSQL: binary COPY.</summary>
sealed class PostgresRows(NpgsqlBinaryImporter importer) : RowWriter
{
    bool _inRow;

    NpgsqlBinaryImporter Row()
    {
        if (!_inRow)
        {
            importer.StartRow();
            _inRow = true;
        }

        return importer;
    }

    public override RowWriter Add(int? value)
    {
        if (value is { } number)
            Row().Write(number, NpgsqlDbType.Integer);
        else
            Row().WriteNull();
        return this;
    }

    public override RowWriter Add(long? value)
    {
        if (value is { } number)
            Row().Write(number, NpgsqlDbType.Bigint);
        else
            Row().WriteNull();
        return this;
    }

    public override RowWriter Add(string? value)
    {
        if (value is null)
            Row().WriteNull();
        else
            Row().Write(value, NpgsqlDbType.Text);
        return this;
    }

    public override RowWriter AddUtf8(byte[] value)
    {
        Row().Write(value, NpgsqlDbType.Text);
        return this;
    }

    public override RowWriter AddMoney(decimal? value)
    {
        if (value is { } amount)
            Row().Write(amount, NpgsqlDbType.Numeric);
        else
            Row().WriteNull();
        return this;
    }

    public override RowWriter Add(DateOnly? value)
    {
        if (value is { } day)
            Row().Write(day, NpgsqlDbType.Date);
        else
            Row().WriteNull();
        return this;
    }

    public override RowWriter Add(bool value)
    {
        Row().Write(value, NpgsqlDbType.Boolean);
        return this;
    }

    public override void EndRow() => _inRow = false;

    public override void Complete() => importer.Complete();

    public override void Dispose() => importer.Dispose();
}

/// <summary>SQLite: one prepared insert, bound through the native library without boxing.</summary>
sealed class SqliteRows : RowWriter
{
    readonly sqlite3 _handle;
    readonly sqlite3_stmt _insert;
    byte[] _text = new byte[256];
    int _column = 1;

    public SqliteRows(sqlite3 handle, string sql)
    {
        _handle = handle;
        Check(raw.sqlite3_prepare_v2(handle, sql, out _insert));
    }

    public override RowWriter Add(int? value) => Add((long?)value);

    public override RowWriter Add(long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(_insert, _column++, number)
            : raw.sqlite3_bind_null(_insert, _column++));
        return this;
    }

    public override RowWriter Add(string? value)
    {
        // The library binds an empty span as null.
        if (string.IsNullOrEmpty(value))
        {
            Check(value is null ? raw.sqlite3_bind_null(_insert, _column++) : raw.sqlite3_bind_text(_insert, _column++, value));
            return this;
        }

        // Into bytes of our own: the library would allocate them anew for each value.
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most)
            _text = new byte[most];
        Check(raw.sqlite3_bind_text(_insert, _column++, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text))));
        return this;
    }

    public override RowWriter AddUtf8(byte[] value)
    {
        Check(raw.sqlite3_bind_text(_insert, _column++, value));
        return this;
    }

    public override RowWriter AddMoney(decimal? value) => Add(value is { } amount ? MoneyColumn.ToStored(amount) : (long?)null);

    public override RowWriter Add(DateOnly? value)
    {
        if (value is not { } day)
            return Add((string?)null);
        day.TryFormat(_text, out var length, "O", CultureInfo.InvariantCulture);
        Check(raw.sqlite3_bind_text(_insert, _column++, _text.AsSpan(0, length)));
        return this;
    }

    public override RowWriter Add(bool value) => Add(value ? 1L : 0L);

    public override void EndRow()
    {
        var result = raw.sqlite3_step(_insert);
        if (result != raw.SQLITE_DONE)
            Check(result);
        raw.sqlite3_reset(_insert);
        _column = 1;
    }

    public override void Complete()
    {
    }

    public override void Dispose() => _insert.Dispose();

    void Check(int result) => Microsoft.Data.Sqlite.SqliteException.ThrowExceptionForRC(result, _handle);
}
