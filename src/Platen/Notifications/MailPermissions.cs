using Platen.Shell.Access;

namespace Platen.Notifications;

/// <summary>What one may be allowed to do with mail.</summary>
static class MailPermissions
{
    public const string Read = "mail.read";
    public const string Send = "mail.send";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See the mails: to whom, when, and what they say"),
        new(Send, "Send mails, again too, and give them up"),
    ];
}
