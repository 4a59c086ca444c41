using Platen.Audit;
using Platen.Customers;
using Platen.Machines;
using Platen.Shell.Finding;

namespace Platen.Contracts;

/// <summary>What the module offers to the others and to the frame.</summary>
static class ContractsModule
{
    public static IServiceCollection AddContracts(this IServiceCollection services) => services
        .AddScoped<ListContracts>()
        .AddScoped<ChooseSites>()
        .AddScoped<ShowContract>()
        .AddScoped<SaveContract>()
        .AddScoped<CheckContract>()
        .AddScoped<ReplaceMachine>()
        .AddScoped<AskApprovers>()
        .AddScoped<ReleaseContract>()
        .AddScoped<ApproveContract>()
        .AddScoped<WithdrawContract>()
        .AddScoped<DiscardChange>()
        .AddScoped<HoldContract>()
        .AddScoped<SuspendContract>()
        .AddScoped<ResumeContract>()
        .AddScoped<AskToClose>()
        .AddScoped<MachineMoved>(scope => new FollowMachine(scope.GetRequiredService<AuditTrail>()).Run)
        .AddSingleton<AddressNamed>(_ => NamedAddress.By)
        .AddScoped<FindFreeMachines>()
        .AddScoped<SuggestForContract>()
        .AddScoped<IFindable, FindContracts>();
}
