namespace Platen.Shell;

/// <summary>Something wrong with what was asked or given, at its place, with the remedy in the message.</summary>
/// <param name="Path">A JSON path, a row of a file, or the like.</param>
public readonly record struct Fault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>
/// What was asked cannot be done as it stands; the message tells a person why and what to do. Nothing was changed.
/// Every face shows it as it is: a verb on the standard error, an endpoint as problem details, a page beside the button.
/// </summary>
sealed class Refusal(string message, IReadOnlyList<Fault>? faults = null) : Exception(message)
{
    /// <summary>Each thing that is wrong, where there are several.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults ?? [];
}
