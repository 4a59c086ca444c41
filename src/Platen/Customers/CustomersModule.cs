using Platen.Shell.Finding;

namespace Platen.Customers;

/// <summary>What the module offers to the others and to the frame.</summary>
static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddScoped<ListCustomers>()
        .AddScoped<ReadCustomer>()
        .AddScoped<SaveCustomer>()
        .AddScoped<IFindable, FindCustomers>();
}
