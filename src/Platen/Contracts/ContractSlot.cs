namespace Platen.Contracts;

/// <summary>A part of a contract's page that comes from a module that knows more of it: a component with a parameter <c>Number</c>.</summary>
sealed record ContractSlot(Type Part);
