using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Settings;
using Platen.Shell.Access;

namespace Platen.Notifications;

/// <summary>One mail, with its text and what went with it; and how the outbox stands.</summary>
[Needs(MailPermissions.Read)]
sealed class ShowMail(Db db, SettingsStore settings)
{
    public async Task<MailView?> Run(int number, CancellationToken cancellation) =>
        await db.Mails.SingleOrDefaultAsync(mail => mail.Id == number, cancellation) is { } mail
            ? new MailView
            {
                Row = MailRow.OfMail.Compile()(mail),
                Body = mail.Body,
                Attachments = mail.Attachments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Files = mail.Files?.Split('\n') ?? [],
                NextTry = mail.State < MailState.Sending ? mail.NextTry : null,
                MessageId = mail.MessageId,
            }
            : null;

    public async Task<OutboxStanding> Standing(CancellationToken cancellation)
    {
        var counts = await db.Mails.Where(mail => mail.State != MailState.Sent)
            .GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        return new OutboxStanding(
            (await settings.Get<MailSettings>(cancellation)).Host is { Length: > 0 },
            counts.GetValueOrDefault(MailState.Waiting) + counts.GetValueOrDefault(MailState.Sending) + counts.GetValueOrDefault(MailState.Failed),
            counts.GetValueOrDefault(MailState.GivenUp));
    }
}

/// <summary>How the outbox stands.</summary>
/// <param name="HasServer">A mail server is set up.</param>
/// <param name="Open">Mails that are not sent yet.</param>
/// <param name="GivenUp">Mails that nobody tries any more.</param>
public sealed record OutboxStanding(bool HasServer, int Open, int GivenUp);

/// <summary>A mail with all there is to see of it.</summary>
public sealed record MailView
{
    public required MailRow Row { get; init; }
    public required string Body { get; init; }

    /// <summary>What goes with it, by reference.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }

    /// <summary>What went with it: each file's name and SHA-256.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>When it is tried again; null: it is not.</summary>
    public DateTimeOffset? NextTry { get; init; }
    public string? MessageId { get; init; }
}
