using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Customers;

static class CustomersApi
{
    public static void MapCustomers(this RouteGroupBuilder api) => api.MapGroup("customers").WithTags("Customers").Needs(CustomerPermissions.Read)
        .MapGet("", (ListCustomers list, HttpContext context, CancellationToken cancellation) =>
            Api.Page(context, query => list.Run(query, cancellation)))
        .WithName("ListCustomers")
        .WithSummary("Customers, payers and suppliers by code, name or address")
        .WithDescription("q: part of code, name or address. role: customer, finance-company, supplier. sort: code, name, manager; with - descending. page: from 1.");
}
