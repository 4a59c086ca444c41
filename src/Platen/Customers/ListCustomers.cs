using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Customers;

/// <summary>The list of customers: by code, or by part of code, name or address.</summary>
[Needs(CustomerPermissions.Read)]
sealed class ListCustomers(Db db)
{
    public Task<ListPage<CustomerRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var role = query["role"];
        var rows = db.Customers
            .Where(customer => text == "" || customer.Code.ToLower().Contains(text) || customer.Name.ToLower().Contains(text)
                || customer.Email!.ToLower().Contains(text))
            .Where(customer => role == null || customer.Roles.Contains(role))
            .Select(customer => new CustomerRow
            {
                Code = customer.Code,
                Name = customer.Name,
                Roles = customer.Roles,
                AccountManager = customer.AccountManager,
                Email = customer.Email,
                Delivery = customer.Delivery,
            });
        return rows.ToPage(query, "name", new()
        {
            ["code"] = row => row.Code,
            ["name"] = row => row.Name,
            ["manager"] = row => row.AccountManager,
        }, cancellation);
    }
}

/// <summary>A customer in the list.</summary>
sealed record CustomerRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Roles { get; init; }
    public string? AccountManager { get; init; }
    public string? Email { get; init; }

    /// <summary>How invoices reach it; null: by mail where there is an address, else on paper.</summary>
    public DeliveryWay? Delivery { get; init; }
}
