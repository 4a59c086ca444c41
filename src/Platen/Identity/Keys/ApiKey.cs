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

    /// <summary>The person who made it: it may do no more than they may today. Null: made at the command line.</summary>
    public int? MadeBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From then on it is good for nothing.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public string[] PermissionCodes => Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="makers">The people who made keys.</param>
    public KeyState State(DateTimeOffset now, IReadOnlyDictionary<int, Person> makers) => this switch
    {
        { RevokedAt: not null } => KeyState.Revoked,
        { ExpiresAt: var end } when end <= now => KeyState.Expired,
        { MadeBy: { } maker } when makers[maker].Disabled => KeyState.MakerDisabled,
        _ => KeyState.Good,
    };
}

/// <summary>Whether a key opens anything.</summary>
public enum KeyState
{
    Good,

    /// <summary>Whoever made it may not sign in any more; good again when they may.</summary>
    MakerDisabled,
    Expired,
    Revoked,
}
