using System.Text.Json;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>
/// The amend date of a row: since which version it says what it says (L-12). Nobody writes it; it follows from the versions.
/// </summary>
static class Amended
{
    /// <param name="versions">In the order in which they were written, up to the one that is shown.</param>
    /// <param name="row">The row in a version; null where a version has none.</param>
    /// <returns>The version that brought the row as it is; null where the last has none.</returns>
    public static TermsView? In(IReadOnlyList<TermsView> versions, Func<ContractTerms, object?> row)
    {
        TermsView? since = null;
        string? now = null;
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            if (row(versions[i].Terms) is not { } then)
                break;
            var said = JsonSerializer.Serialize(then, then.GetType(), Json.Options);
            now ??= said;
            if (!TermsDocument.Same(now, said))
                break;
            since = versions[i];
        }

        return since;
    }

    /// <summary>The day on which a row of the version shown was amended last.</summary>
    /// <param name="versions">All there are; drafts that are not shown amended nothing.</param>
    public static DateOnly? On(IReadOnlyList<TermsView> versions, TermsView shown, Func<ContractTerms, object?> row) =>
        In([.. versions.Where(version => version == shown || (version.Approved && version.Version < shown.Version))], row) is { } since
            ? DateOnly.FromDateTime(since.WrittenAt.UtcDateTime)
            : null;
}
