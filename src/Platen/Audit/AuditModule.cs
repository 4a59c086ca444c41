using Platen.Data;

namespace Platen.Audit;

/// <summary>What the module offers to the others: who acts, and the trail of what they do.</summary>
static class AuditModule
{
    /// <param name="readers">Who may see which kind of record.</param>
    public static IServiceCollection AddAudit(this IServiceCollection services, RecordReaders readers) => services
        .AddSingleton(readers)
        .AddScoped<Acting>()
        .AddScoped<ListAudit>()
        .AddScoped<ShowEntry>()
        .AddScoped<ShowHistory>()
        .AddScoped<ExportAudit>()
        .AddScoped(scope => new AuditTrail(
            scope.GetRequiredService<Database>(), scope.GetRequiredService<Acting>().Who, scope.GetRequiredService<TimeProvider>()));
}
