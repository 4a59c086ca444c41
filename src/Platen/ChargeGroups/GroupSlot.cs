namespace Platen.ChargeGroups;

/// <summary>What was billed for a group, on its page, from the module that bills: a component with the parameter <c>Id</c>.</summary>
sealed record GroupSlot(Type Part);

/// <summary>
/// What a cycle of a group would cost as it is being written, from the module that bills: a component with the parameter
/// <c>Group</c> (null while there is nothing to try).
/// </summary>
sealed record GroupTrialSlot(Type Part);
