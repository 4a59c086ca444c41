using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platen.Book;

/// <summary>
/// Reads a book element by element, whatever its length: memory holds one piece of the file, and the largest element
/// where that is longer.
/// </summary>
sealed class BookReader(Stream stream) : IDisposable
{
    const int Piece = 1 << 20;

    readonly HashSet<Section> _met = [];
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    byte[] _buffer = new byte[Piece];
    int _start, _end; // what is read and not yet taken
    JsonReaderState _state;
    Place _place;
    bool _begun;
    (int Start, int Length) _element;

    enum Place
    {
        Before,
        Top,
        Value,
        List,
        After,
    }

    enum Found
    {
        Element,
        End,
        NeedsMore,
    }

    public Section Section { get; private set; }

    /// <summary>The element's place in its list; -1 before the first.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Bytes taken so far.</summary>
    public long Done { get; private set; }

    /// <summary>The element, as it stands in the file; until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Element => _buffer.AsSpan(_element.Start, _element.Length);

    /// <summary>SHA-256 of the file, when it was read to its end; in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    string Path => _place switch
    {
        Place.Value or Place.List => Section.Path(_place == Place.List ? Index + 1 : -1),
        _ => "$",
    };

    /// <summary>Goes to the next element; false at the end of the book.</summary>
    /// <exception cref="BrokenBookException">The file cannot be read on.</exception>
    public async ValueTask<bool> Read(CancellationToken cancellation)
    {
        while (true)
        {
            switch (_begun ? Advance() : Found.NeedsMore)
            {
                case Found.Element:
                    return true;
                case Found.End:
                    return false;
                case Found.NeedsMore when await Fill(cancellation):
                    break;
                case Found.NeedsMore when _place == Place.After:
                    return false;
                case Found.NeedsMore:
                    throw CutOff();
            }
        }
    }

    Found Advance()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
        try
        {
            while (true)
            {
                var before = reader;
                if (!reader.Read())
                {
                    Take(reader);
                    return Found.NeedsMore;
                }

                if (!IsElement(ref reader))
                    continue;

                var at = _start + (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    Take(before);
                    return Found.NeedsMore;
                }

                Take(reader);
                _element = (at, _start - at);
                Index++;
                if (_place == Place.Value)
                    _place = Place.Top;
                return Found.Element;
            }
        }
        catch (JsonException broken)
        {
            throw new BrokenBookException(Path, NotJson(broken));
        }
    }

    /// <summary>Follows the layout of a book; true where an element begins.</summary>
    bool IsElement(ref Utf8JsonReader reader)
    {
        switch (_place)
        {
            case Place.Before:
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw new BrokenBookException("$", "A book is a JSON object: { \"book\": \"1.0\", ... }.");
                _place = Place.Top;
                return false;
            case Place.Top when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.After;
                return false;
            case Place.Top:
                Begin(reader.GetString()!);
                return false;
            case Place.Value when Section.IsList():
                if (reader.TokenType != JsonTokenType.StartArray)
                    throw new BrokenBookException($"$.{Section.Name()}", "Expected a list: [ ... ].");
                _place = Place.List;
                return false;
            case Place.List when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.Top;
                return false;
            default:
                return true;
        }
    }

    void Begin(string name)
    {
        Section = Sections.Named(name)
            ?? throw new BrokenBookException($"$.{name}", $"Unknown field. A book has: {Sections.All}.");
        if (!_met.Add(Section))
            throw new BrokenBookException($"$.{name}", "Stands twice. Keep one.");
        Index = -1;
        _place = Place.Value;
    }

    void Take(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        Done += reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        var least = _begun ? 1 : 4;
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), least, throwOnEndOfStream: false, cancellation);
        _hash.AppendData(_buffer.AsSpan(_end, read));
        _end += read;
        if (!_begun)
            CheckEncoding();
        _begun = true;
        return read > 0;
    }

    void CheckEncoding()
    {
        var head = _buffer.AsSpan(0, Math.Min(_end, 4));
        if (head.StartsWith(Encoding.UTF8.Preamble))
            _start = Encoding.UTF8.Preamble.Length;
        else if (head.Length >= 2 && (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || head[0] == 0 || head[1] == 0))
            throw new BrokenBookException("$", "The file is in UTF-16 or UTF-32. Save it as UTF-8.");
    }

    BrokenBookException CutOff() =>
        new(Path, Done == 0 && _end == _start ? "The file is empty." : "The file ends here, in the middle of the book: it is cut off. Fetch it again.");

    static string NotJson(JsonException broken)
    {
        var reason = broken.Message;
        if (reason.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end)
            reason = reason[..end];
        return string.Create(CultureInfo.InvariantCulture,
            $"Not JSON in line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: {reason}");
    }

    public void Dispose() => _hash.Dispose();
}
