using Platen.Accounting.Suppliers;

namespace Platen.Accounting;

/// <summary>What accounting brings to the host.</summary>
static class AccountingModule
{
    public static IServiceCollection AddAccounting(this IServiceCollection services) => services
        .AddScoped<ExportJournal>()
        .AddScoped<ListPayables>()
        .AddScoped<ListSupplierInvoices>()
        .AddScoped<RecordSupplierInvoice>();
}
