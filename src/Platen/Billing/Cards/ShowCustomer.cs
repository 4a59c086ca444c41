using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Cards;

/// <summary>A customer with its contracts, and what it was billed in each month of the last year.</summary>
[Needs(CustomerPermissions.Read)]
sealed class ShowCustomer(Db db)
{
    /// <returns>Null where no customer has the code.</returns>
    public async Task<CustomerCard?> Run(string code, CancellationToken cancellation)
    {
        if (await db.Customers.FirstOrDefaultAsync(customer => customer.Code == code, cancellation) is not { } customer)
            return null;

        var contracts = await db.Contracts.Where(contract => contract.CustomerId == customer.Id).OrderBy(contract => contract.Number)
            .ToListAsync(cancellation);
        var machines = await db.Machines.CountAsync(machine => machine.CustomerId == customer.Id, cancellation);
        var billed = await db.Invoices.Where(invoice => invoice.BillTo == code)
            .GroupBy(invoice => invoice.Period).OrderByDescending(month => month.Key).Take(13)
            .Select(month => new { month.Key, Net = month.Sum(invoice => invoice.Net) }).ToListAsync(cancellation);
        return new CustomerCard(customer, contracts, machines, [.. billed.Select(month => (month.Key, month.Net)).Reverse()]);
    }
}

/// <summary>A customer's page.</summary>
/// <param name="Billed">Net by month, oldest first, as invoiced to it.</param>
sealed record CustomerCard(
    Customer Customer, IReadOnlyList<Contract> Contracts, int Machines, IReadOnlyList<(Period Month, decimal Net)> Billed);
