using Platen.Billing.Invoices;

namespace Platen.Billing;

/// <summary>What billing brings to the host: its use cases and queries.</summary>
static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services) => services
        .AddScoped<BillPeriod>()
        .AddScoped<PostRun>()
        .AddScoped<ClosePeriod>()
        .AddScoped<AnswerRun>()
        .AddSingleton<RunWorker>()
        .AddScoped<ShowInvoice>()
        .AddHostedService(provider => provider.GetRequiredService<RunWorker>());
}
