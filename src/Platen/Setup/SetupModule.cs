namespace Platen.Setup;

/// <summary>What the module offers to the others and to the frame.</summary>
static class SetupModule
{
    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddScoped<ListSetup>()
        .AddScoped<KeepSetup>();
}
