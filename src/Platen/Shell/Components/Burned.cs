namespace Platen.Shell.Components;

/// <summary>What was used up to and including a day.</summary>
public sealed record Burned(DateOnly Day, long Used);
