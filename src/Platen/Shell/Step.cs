namespace Platen.Shell;

/// <summary>How far long work has come: a use case reports it, a verb or a page shows it.</summary>
/// <param name="Of">How much there is; null while nobody knows.</param>
readonly record struct Step(string What, long Done, long? Of);
