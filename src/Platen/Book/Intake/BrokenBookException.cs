using Platen.Shell;

namespace Platen.Book;

/// <summary>The file cannot be read on: it is cut off, is no JSON, or is not laid out as a book.</summary>
sealed class BrokenBookException(string path, string message) : Exception(message)
{
    public Fault Fault => new(path, Message);
}
