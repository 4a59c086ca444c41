namespace Platen.Audit;

/// <summary>Who may see records of a kind, and so their history: the permission that each kind needs.</summary>
sealed record RecordReaders(IReadOnlyDictionary<string, string> Permissions)
{
    /// <summary>A kind that has no page of its own is for readers of the trail.</summary>
    public string Of(string kind) => Permissions.GetValueOrDefault(kind, AuditPermissions.Read);
}
