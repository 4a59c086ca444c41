using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Customers;

static class CustomersApi
{
    public static void MapCustomers(this RouteGroupBuilder api)
    {
        var customers = api.MapGroup("customers").WithTags("Customers");
        customers.MapGet("", (ListCustomers list, HttpContext context, CancellationToken cancellation) =>
                Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListCustomers").Needs(CustomerPermissions.Read)
            .WithSummary("Customers, payers and suppliers by code, name or address")
            .WithDescription("q: part of code, name or address. role: customer, finance-company, supplier. sort: code, name, manager; with - descending. page: from 1.");
        customers.MapGet("{code}", async (string code, ReadCustomer read, CancellationToken cancellation) => TypedResults.Ok(await read.Run(code, cancellation)))
            .WithName("GetCustomer").Needs(CustomerPermissions.Read).WithSummary("A customer with its addresses and locations");
        customers.MapPost("", Add).WithName("AddCustomer").Needs(CustomerPermissions.Edit).WithSummary("Add a customer, finance company or supplier");
        customers.MapPost("{code}", Change).WithName("ChangeCustomer").Needs(CustomerPermissions.Edit).WithSummary("Change a customer; its code stays");
    }

    static async Task<Ok<CustomerDetails>> Add(CustomerDetails details, SaveCustomer save, CancellationToken cancellation)
    {
        await save.Add(details, cancellation);
        return TypedResults.Ok(details);
    }

    static async Task<Ok<CustomerDetails>> Change(string code, CustomerDetails details, SaveCustomer save, CancellationToken cancellation)
    {
        await save.Change(code, details, cancellation);
        return TypedResults.Ok(details);
    }
}
