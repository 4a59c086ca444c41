using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Customers;

/// <summary>One customer's details, to read or to change.</summary>
[Needs(CustomerPermissions.Read)]
sealed class ReadCustomer(Db db)
{
    public async Task<CustomerDetails> Run(string code, CancellationToken cancellation) =>
        await db.Customers.SingleOrDefaultAsync(customer => customer.Code == code, cancellation) is { } found
            ? CustomerDetails.Of(found)
            : throw new Refusal($"There is no customer {code}.");
}
