namespace Platen.Shell.Calls;

/// <summary>On an endpoint whose answer holds a secret: it is given once and not kept for a repeat.</summary>
sealed class ShownOnce
{
    public static readonly ShownOnce Mark = new();
}
