using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platen.Audit;

/// <summary>One line of the audit trail. Never changed, never removed.</summary>
sealed class AuditEntry
{
    /// <summary>1, 2, 3, without a gap.</summary>
    public long Id { get; set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset At { get; set; }

    public ActorKind ActorKind { get; set; }
    public string Actor { get; set; } = "";
    public int? ActorId { get; set; }
    public string? FromWhere { get; set; }
    public string Action { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Subject { get; set; } = "";

    /// <summary>The record before, as JSON.</summary>
    public string? Before { get; set; }

    /// <summary>The record after, as JSON.</summary>
    public string? After { get; set; }

    /// <summary>SHA-256 over the entry before this one and all of this one, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What stands before the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>What <see cref="Hash"/> must be, when <paramref name="previous"/> is the hash of the entry before.</summary>
    public string HashAfter(string previous)
    {
        // A JSON array, so that no text can run over into the next field.
        var fields = JsonSerializer.Serialize<object?[]>(
            [previous, Id, At.UtcTicks, (int)ActorKind, Actor, ActorId, FromWhere, Action, Kind, Subject, Before, After]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields)));
    }
}
