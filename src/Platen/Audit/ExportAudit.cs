using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Audit;

/// <summary>Writes the audit trail as CSV, oldest first, as it is read: a row an entry, with its hash.</summary>
[Needs(AuditPermissions.Read)]
sealed class ExportAudit(Db db)
{
    /// <returns>The entries written.</returns>
    public async Task<long> Run(TextWriter text, ListQuery query, CancellationToken cancellation)
    {
        var csv = new CsvText(text);
        await csv.Row("number", "at", "by", "who", "id", "from", "action", "kind", "subject", "before", "after", "hash");
        var entries = 0L;
        await foreach (var entry in AuditFilter.Of(db, query).OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await csv.Row(
                entry.Id.ToString(CultureInfo.InvariantCulture), entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture), entry.ActorKind.Word(), entry.Actor,
                entry.ActorId?.ToString(CultureInfo.InvariantCulture), entry.FromWhere, entry.Action, entry.Kind, entry.Subject, entry.Before, entry.After, entry.Hash);
            entries++;
        }

        return entries;
    }
}
