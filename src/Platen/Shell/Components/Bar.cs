namespace Platen.Shell.Components;

/// <summary>One bar of a chart. <see cref="Provisional"/>: not posted yet, so drawn in outline.</summary>
public sealed record Bar(string Label, decimal Value, string Caption, string? Path = null, bool Provisional = false);
