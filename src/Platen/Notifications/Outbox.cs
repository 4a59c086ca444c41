using Platen.Data;
using Platen.Shell;

namespace Platen.Notifications;

/// <summary>A mail to be sent.</summary>
/// <param name="Key">What it is: a mail with a key that is known is not written again, whatever else it says.</param>
/// <param name="Kind">What sort of mail: <c>invoice</c>, <c>prepaid-soon</c>.</param>
/// <param name="To">One address or several, with commas between.</param>
/// <param name="Body">Plain text.</param>
public sealed record NewMail(string Key, string Kind, string To, string Subject, string Body)
{
    /// <summary>The record it is about, by kind and name as the audit trail has them.</summary>
    public (string Kind, string Subject)? About { get; init; }

    /// <summary>What goes with it, by reference: <c>invoice:INV0000088</c>, of a kind that a module brings as <see cref="AttachmentKind"/>.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
}

/// <summary>
/// Where mails are put to be sent. Inside the caller's transaction, so that a notice and what caused it are both there or
/// neither is; the sending comes after, on its own.
/// </summary>
static class Outbox
{
    /// <returns>Whether it was new.</returns>
    /// <exception cref="Refusal">Nobody can be reached under that address.</exception>
    public static async Task<bool> Post(WriteTransaction write, NewMail mail, DateTimeOffset now, CancellationToken cancellation)
    {
        if (MailAddresses.Fault(mail.To) is { } fault)
            throw new Refusal(fault);
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO mails (id, key, kind, recipient, subject, body, about_kind, about, attachments, posted_at, state, tries, next_try)
            VALUES (@id, @key, @kind, @to, @subject, @body, @about_kind, @about, @attachments, @now, @state, 0, @now)
            ON CONFLICT (key) DO NOTHING
            """;
        command.Add("@id", (int)await Sequences.Take(write.Connection, "mails", 1, cancellation))
            .Add("@key", mail.Key).Add("@kind", mail.Kind).Add("@to", mail.To).Add("@subject", OneLine(mail.Subject)).Add("@body", mail.Body)
            .Add("@about_kind", mail.About?.Kind).Add("@about", mail.About?.Subject).Add("@attachments", string.Join(' ', mail.Attachments))
            .Add("@now", now.UtcTicks).Add("@state", (int)MailState.Waiting);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>A subject is one line, whatever name of a customer or a machine stands in it.</summary>
    static string OneLine(string text) =>
        string.Join(' ', string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
