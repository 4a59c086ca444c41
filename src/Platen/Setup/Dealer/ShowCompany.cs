using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>What is known of the dealer itself.</summary>
[Needs(SetupPermissions.Read)]
sealed class ShowCompany(Db db)
{
    /// <returns>Null where nothing was said yet, by a book or by hand.</returns>
    public async Task<CompanyDetails?> Run(CancellationToken cancellation) =>
        await db.Company.SingleOrDefaultAsync(cancellation) is { } company ? CompanyDetails.Of(company) : null;
}
