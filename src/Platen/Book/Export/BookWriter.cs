using System.Buffers;
using System.Text;
using System.Text.Json;
using Platen.Data;

namespace Platen.Book;

/// <summary>Lays a book out: sections one below the other, an element a line, so that two books can be compared by line.</summary>
sealed class BookWriter(Stream target)
{
    const int Piece = 1 << 16;

    readonly ArrayBufferWriter<byte> _buffer = new(Piece * 2);
    bool _isFirst = true;

    public Task Begin(CancellationToken cancellation)
    {
        Text($"{{\n  \"book\": \"{BookDocument.CurrentVersion}\"");
        return Flush(Piece, cancellation);
    }

    /// <summary>A section that is one value; left out where there is none.</summary>
    public Task Value<T>(Section section, T? value, CancellationToken cancellation)
        where T : class
    {
        if (value is not null)
        {
            Text($",\n  \"{section.Name()}\": ");
            Write(value);
        }

        return Flush(Piece, cancellation);
    }

    public async Task List<T>(Section section, IAsyncEnumerable<T> elements, CancellationToken cancellation)
    {
        Text($",\n  \"{section.Name()}\": [");
        _isFirst = true;
        await foreach (var element in elements.WithCancellation(cancellation))
        {
            Text(_isFirst ? "\n    " : ",\n    ");
            _isFirst = false;
            Write(element);
            await Flush(Piece, cancellation);
        }

        Text(_isFirst ? "]" : "\n  ]");
    }

    /// <summary>A section that is left out where it has no rows.</summary>
    public async Task ListIfAny<T>(Section section, IAsyncEnumerable<T> elements, CancellationToken cancellation)
    {
        if (await elements.AnyAsync(cancellation))
            await List(section, elements, cancellation);
    }

    public Task End(CancellationToken cancellation)
    {
        Text("\n}\n");
        return Flush(0, cancellation);
    }

    void Text(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    void Write<T>(T value)
    {
        using var writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Json.Options.Encoder });
        JsonSerializer.Serialize(writer, value, Json.Options);
    }

    async Task Flush(int least, CancellationToken cancellation)
    {
        if (_buffer.WrittenCount <= least)
            return;
        await target.WriteAsync(_buffer.WrittenMemory, cancellation);
        _buffer.ResetWrittenCount();
    }
}
