using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;

namespace Platen.Billing.Credits;

/// <summary>An invoice by its number as people say it.</summary>
static class FindInvoice
{
    /// <param name="number">INV0000088, or 88 in the usual series.</param>
    /// <returns>Null where it is no number.</returns>
    public static (string Series, long Number)? Read(string number)
    {
        var digits = number.AsSpan().TrimEnd("0123456789").Length;
        return long.TryParse(number.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            ? (digits == 0 ? PostRun.Series : number[..digits].ToUpperInvariant(), no)
            : null;
    }

    public static async Task<Invoice?> Of(Db db, string number, CancellationToken cancellation) =>
        Read(number) is var (series, no) ? await db.Invoices.SingleOrDefaultAsync(invoice => invoice.Series == series && invoice.Number == no, cancellation) : null;

    public static Refusal Unknown(string number) => new($"There is no invoice {number}. 'platen bill PERIOD' lists a period's invoices with their numbers.");
}
