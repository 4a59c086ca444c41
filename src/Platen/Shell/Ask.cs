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
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
