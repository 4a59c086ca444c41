namespace Platen.Shell.Components;

/// <summary>A month's use beside what is allowed for it.</summary>
/// <param name="Ends">A cycle ends with it, and the next begins anew.</param>
public sealed record LimitMonth(string Label, decimal Used, decimal Limit, string Caption, bool Ends);
