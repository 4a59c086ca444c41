using Platen.Shell.Finding;

namespace Platen.Machines;

/// <summary>What the module offers to the others and to the frame.</summary>
static class MachinesModule
{
    public static IServiceCollection AddMachines(this IServiceCollection services) => services
        .AddScoped<ListMachines>()
        .AddScoped<ReadMachine>()
        .AddScoped<AddMachines>()
        .AddScoped<ChangeMachine>()
        .AddScoped<IFindable, FindMachines>();
}
