namespace Platen.Shell.Components;

/// <summary>One step of a level table: from which copy on one copy costs how much.</summary>
public sealed record Stair(long From, decimal Price);
