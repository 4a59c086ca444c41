using Platen.Data;

namespace Platen.Audit;

/// <summary>What the module offers to the others: who acts, and the trail of what they do.</summary>
static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddScoped<Acting>()
        .AddScoped<ListAudit>()
        .AddScoped<ShowEntry>()
        .AddScoped<ShowHistory>()
        .AddScoped<ExportAudit>()
        .AddScoped(scope => new AuditTrail(
            scope.GetRequiredService<Database>(), scope.GetRequiredService<Acting>().Who, scope.GetRequiredService<TimeProvider>()));
}
