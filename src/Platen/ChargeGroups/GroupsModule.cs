using Platen.Shell.Finding;

namespace Platen.ChargeGroups;

/// <summary>What the module offers to the others and to the frame.</summary>
static class GroupsModule
{
    public static IServiceCollection AddChargeGroups(this IServiceCollection services) => services
        .AddScoped<ListGroups>()
        .AddScoped<ReadGroup>()
        .AddScoped<SuggestForGroup>()
        .AddScoped<SaveGroup>()
        .AddScoped<IFindable, FindGroups>();
}
