namespace Platen.Notifications;

/// <summary>A mail in the outbox: a notice or a document, written once and sent once.</summary>
sealed class Mail
{
    public required int Id { get; init; }

    /// <summary>What it is, so that the same is never written twice: <c>prepaid-90:CPC0000001:Mono</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What sort of mail: <c>invoice</c>, <c>prepaid-soon</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One address or several, with commas between.</summary>
    public required string Recipient { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    /// <summary>The kind of record it is about, as the audit trail names it; null: none.</summary>
    public string? AboutKind { get; init; }

    /// <summary>The record's own name.</summary>
    public string? About { get; init; }

    /// <summary>What goes with it, by reference, with spaces between: <c>invoice:INV0000088</c>. It is made when the mail is sent.</summary>
    public required string Attachments { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required MailState State { get; init; }
    public required int Tries { get; init; }

    /// <summary>When it is its turn; of one that is being sent, when whoever sends it must have died.</summary>
    public required DateTimeOffset NextTry { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What the mail server said last, or why it could not be reached.</summary>
    public string? Answer { get; init; }

    /// <summary>The message's own id, made from the key: a mail sent again after a crash carries the same.</summary>
    public string? MessageId { get; init; }

    /// <summary>What went with it: each file's name and SHA-256, a line each.</summary>
    public string? Files { get; init; }
}

/// <summary>How far a mail is.</summary>
public enum MailState
{
    /// <summary>For its first try.</summary>
    Waiting,

    /// <summary>For another: the last one failed.</summary>
    Failed,

    /// <summary>Somebody is at it just now.</summary>
    Sending,

    Sent,

    /// <summary>Tried often enough, refused for good, or taken back by a person.</summary>
    GivenUp,
}
