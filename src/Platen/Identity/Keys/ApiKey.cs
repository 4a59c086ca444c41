namespace Platen.Identity.Keys;

/// <summary>
/// What a program calls the API with: a name for the audit trail, what it may do, and how long. Its token is shown to whoever
/// made it, once; here is only the hash.
/// </summary>
sealed class ApiKey
{
    public int Id { get; set; }

    /// <summary>What it is for; a revoked key's name may be given again.</summary>
    public string Name { get; set; } = "";

    /// <summary>The token's open part: which key it is, in lists and to find it.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The permissions' codes, with a space between.</summary>
    public string Permissions { get; set; } = "";

    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From then on it is good for nothing.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public string[] PermissionCodes => Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public KeyState State(DateTimeOffset now) =>
        RevokedAt is not null ? KeyState.Revoked : ExpiresAt <= now ? KeyState.Expired : KeyState.Good;
}

/// <summary>Whether a key opens anything.</summary>
public enum KeyState
{
    Good,
    Expired,
    Revoked,
}
