namespace Platen.Audit;

/// <summary>What was done to what. A bulk operation is one change that names its scope and the hash of what it wrote.</summary>
/// <param name="Action">What was done, as record and past participle: <c>reading.entered</c>, <c>run.posted</c>.</param>
/// <param name="Kind">The kind of record: contract, machine, customer, run, period, person.</param>
/// <param name="Subject">The record by its own name: the contract's number, the machine's serial, the run's number.</param>
/// <param name="Before">The record before, as far as it matters; kept as JSON.</param>
/// <param name="After">The record after.</param>
public sealed record Change(string Action, string Kind, string Subject, object? Before = null, object? After = null);
