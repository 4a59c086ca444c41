namespace Platen.Audit;

/// <summary>
/// Who acts in this scope: set once by whatever opened it, be it a request, a page's question, a verb or background work.
/// </summary>
sealed class Acting
{
    /// <exception cref="InvalidOperationException">Nobody said who acts: a fault in Platen, and nothing may be changed.</exception>
    public Actor Who
    {
        get => field ?? throw new InvalidOperationException("Nobody said who acts.");
        set;
    }
}
