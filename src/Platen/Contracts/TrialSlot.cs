namespace Platen.Contracts;

/// <summary>
/// What a contract would bill as it is being edited, from the module that bills: a component with the parameters <c>Number</c>
/// (null on a new contract) and <c>Proposal</c> (null while it cannot be rated).
/// </summary>
sealed record TrialSlot(Type Part);
