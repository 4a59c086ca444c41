namespace Platen.Shell.Calls;

/// <summary>On an endpoint that is sent to with POST and yet only answers: it needs no idempotency key.</summary>
sealed class ChangesNothing
{
    public static readonly ChangesNothing Mark = new();
}
