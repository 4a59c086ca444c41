using System.Text.Json;
using Platen.Data;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>How a field of a row is typed in.</summary>
enum SetupInput
{
    Text,
    Number,
    Amount,
    Day,
    Flag,

    /// <summary>Texts with commas between.</summary>
    Texts,

    /// <summary>Meters with their digits: Mono 7, Colour 7.</summary>
    Meters,
}

/// <summary>A field of a row on its page.</summary>
sealed record SetupField(string Name, string Title, SetupInput Input = SetupInput.Text, bool Required = false);

/// <summary>What refers to the keys of one of the dealer's tables.</summary>
/// <param name="One">One that does, in a sentence, and several of them.</param>
sealed record SetupUse(string Table, string Column, string One, string Many);

/// <summary>A field that names a row of one of the dealer's tables, which must be there.</summary>
/// <param name="Table">As a book calls it.</param>
sealed record SetupReference(string Field, string Table)
{
    /// <summary>What a row's field names; null: nothing.</summary>
    public string? In(ISetupRow row) => JsonSerializer.SerializeToElement(row, row.GetType(), Json.Options).TryGetProperty(Field, out var value) ? value.GetString() : null;
}

/// <summary>One of the dealer's tables.</summary>
/// <param name="Name">As a book calls it: <c>exchangeRates</c>.</param>
/// <param name="Path">In addresses and on the command line: <c>exchange-rates</c>.</param>
/// <param name="One">A single row, in a sentence: exchange rate.</param>
/// <param name="ReadByRuns">A change makes drafts stale.</param>
/// <param name="Refers">Its fields that name rows of the dealer's tables.</param>
/// <param name="UsedIn">What refers to its keys, so that a row which is used is not removed; null where nothing does.</param>
sealed record SetupTable(
    string Name, string Path, string Title, string One, string Purpose, Type Row, IReadOnlyList<SetupField> Fields,
    bool ReadByRuns = false, IReadOnlyList<SetupUse>? UsedIn = null, IReadOnlyList<SetupReference>? Refers = null)
{
    /// <summary>Rows that are there from the start, until a kept one takes their place.</summary>
    public IReadOnlyList<ISetupRow> BuiltIn { get; init; } = [];

    public ISetupRow Read(string document) => (ISetupRow)JsonSerializer.Deserialize(document, Row, Json.Options)!;

    /// <summary>The same of what a person or a program wrote.</summary>
    /// <exception cref="Refusal">It cannot be read.</exception>
    public ISetupRow ReadWritten(string text)
    {
        try
        {
            return Read(text);
        }
        catch (JsonException broken)
        {
            throw new Refusal($"This is no {One}. It is a JSON object of {string.Join(", ", Fields.Select(field => field.Name + (field.Required ? "" : "?")))}.",
                [new Fault(broken.Path ?? "$", "Cannot be read, or is missing.")]);
        }
    }
}
