using Platen.Contracts;
using Platen.Data;
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
        .AddScoped<WarnOfGroup>()
        .AddScoped<PassGroupOn>(scope => new PassMembershipOn(scope.GetRequiredService<Db>(), scope.GetRequiredService<SaveGroup>()).Run)
        .AddScoped<IFindable, FindGroups>();
}
