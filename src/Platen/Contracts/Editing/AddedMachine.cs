namespace Platen.Contracts;

/// <summary>A machine that goes on a contract.</summary>
/// <param name="Meters">The types of its counters, which come along.</param>
/// <param name="Readings">What they showed, in the same order, as far as it was said; 0 else.</param>
/// <param name="Day">When they were read.</param>
/// <param name="ShippingAddress">Where it stands, by the name of one of the customer's addresses.</param>
sealed record AddedMachine(string Serial, IReadOnlyList<string> Meters, IReadOnlyList<long> Readings, DateOnly? Day, string? ShippingAddress = null);
