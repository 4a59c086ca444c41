using Platen.Audit;

namespace Platen.Shell;

/// <summary>
/// Puts a page's question to a use case in a scope of its own. A page lives as long as its tab is open; a database session
/// must not, or two answers under way would share it and yesterday's rows would be remembered.
/// </summary>
sealed class Ask(IServiceScopeFactory scopes)
{
    public async Task<TAnswer> Of<TUseCase, TAnswer>(Func<TUseCase, Task<TAnswer>> question)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, "web");
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task Of<TUseCase>(Action<TUseCase> command)
        where TUseCase : notnull => Of((TUseCase useCase) =>
        {
            command(useCase);
            return Task.FromResult(true);
        });
}
