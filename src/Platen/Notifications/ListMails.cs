using System.Linq.Expressions;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Notifications;

/// <summary>The outbox, latest first: by recipient or subject, state, kind, and the record that they are about.</summary>
[Needs(MailPermissions.Read)]
sealed class ListMails(Db db)
{
    public Task<ListPage<MailRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var (kind, aboutKind, about) = (query["kind"], query["aboutKind"], query["about"]);
        var states = States(query["state"]);
        return db.Mails
            .Where(mail => text == "" || mail.Recipient.ToLower().Contains(text) || mail.Subject.ToLower().Contains(text))
            .Where(mail => states.Contains(mail.State))
            .Where(mail => kind == null || mail.Kind == kind)
            .Where(mail => aboutKind == null || (mail.AboutKind == aboutKind && mail.About == about))
            .Select(MailRow.OfMail)
            .ToPage(query, "-number", new()
            {
                ["number"] = row => row.Number,
                ["to"] = row => row.To,
                ["subject"] = row => row.Subject,
                ["state"] = row => row.State,
            }, cancellation);
    }

    /// <summary>open: what is not done yet.</summary>
    static MailState[] States(string? asked) => asked switch
    {
        null => Enum.GetValues<MailState>(),
        "open" => [MailState.Waiting, MailState.Failed, MailState.Sending],
        "failed" => [MailState.Failed, MailState.GivenUp],
        "sent" => [MailState.Sent],
        _ => throw new Refusal($"There is no state {asked}. There are: open, failed, sent."),
    };
}

/// <summary>A mail in the list.</summary>
public sealed record MailRow
{
    public required int Number { get; init; }
    public required string Kind { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public string? AboutKind { get; init; }
    public string? About { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required MailState State { get; init; }
    public required int Tries { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What the mail server said last, or why it could not be reached.</summary>
    public string? Answer { get; init; }

    internal static readonly Expression<Func<Mail, MailRow>> OfMail = mail => new MailRow
    {
        Number = mail.Id,
        Kind = mail.Kind,
        To = mail.Recipient,
        Subject = mail.Subject,
        AboutKind = mail.AboutKind,
        About = mail.About,
        PostedAt = mail.PostedAt,
        State = mail.State,
        Tries = mail.Tries,
        SentAt = mail.SentAt,
        Answer = mail.Answer,
    };
}
