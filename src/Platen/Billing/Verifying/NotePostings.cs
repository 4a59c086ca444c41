using System.Globalization;
using System.Text.Json;
using Platen.Audit;
using Platen.Billing.Credits;
using Platen.Data;

namespace Platen.Billing.Verifying;

/// <summary>Compares credit notes and invoices by hand with the hashes that their writing left in the audit trail, one each.</summary>
sealed class NotePostings
{
    readonly Dictionary<string, (long Entry, NoteScope Scope)> _written = new(StringComparer.Ordinal);
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<long> _unreadable = [];

    public void Take(AuditEntry entry)
    {
        if (entry.Action is not (NoteScope.Credited or NoteScope.Written))
            return;
        if (Scope(entry) is { } scope)
            _written[scope.Number] = (entry.Id, scope);
        else
            _unreadable.Add(entry.Id);
    }

    static NoteScope? Scope(AuditEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<NoteScope>(entry.After ?? "null", Json.Options) is { Number: not null, Sha256: not null } scope ? scope : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Difference? Compare(Invoice invoice, IEnumerable<PostedLine> lines, Credit? credit)
    {
        _seen.Add(invoice.FullNumber);
        if (!_written.TryGetValue(invoice.FullNumber, out var written))
            return new Difference(invoice.FullNumber, "It stands in the ledger, but nothing in the audit trail wrote it.");
        return NoteScope.Hash(invoice, lines, credit) == written.Scope.Sha256
            ? null
            : new Difference(Place(invoice.FullNumber, written.Entry), "It, one of its lines or what it credits is not as it was written.");
    }

    public IEnumerable<Difference> Missing() =>
        _written.Where(note => !_seen.Contains(note.Key)).Select(note => new Difference(Place(note.Key, note.Value.Entry), "It is missing."))
            .Concat(_unreadable.Select(entry => new Difference(string.Create(CultureInfo.InvariantCulture, $"entry {entry}"), "It no longer says which invoice was written.")));

    static string Place(string number, long entry) => string.Create(CultureInfo.InvariantCulture, $"{number}, entry {entry}");
}
