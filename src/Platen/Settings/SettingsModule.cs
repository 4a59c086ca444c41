using Platen.Settings.Pages;
using Platen.Settings.Sealing;
using Platen.Shell.Layout;

namespace Platen.Settings;

/// <summary>What the module offers to the others: settings of any kind, and seals for secrets.</summary>
static class SettingsModule
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSealing()
        .AddScoped<SettingsStore>()
        .AddScoped<ShowSettings>()
        .AddScoped<ChangeSettings>()
        .AddScoped<SetFields>()
        .AddSettings<BillingRules>()
        .AddSingleton(new SettingsSection("Contracts and billing", typeof(BillingRulesForm)));

    /// <summary>Some settings of a module's own.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services)
        where T : class, ISettings, new() => services.AddSingleton(SettingsKind.Of<T>());
}
