using Platen.Shell.Layout;

namespace Platen.Setup;

/// <summary>What the module offers to the others and to the frame.</summary>
static class SetupModule
{
    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddScoped<ListSetup>()
        .AddScoped<KeepSetup>()
        .AddScoped<ShowCompany>()
        .AddScoped<ChangeCompany>()
        .AddSingleton(new SettingsSection("Company", typeof(CompanyForm)));
}
