using System.Globalization;

namespace Platen.Notifications;

/// <summary>The outbox in a person's words.</summary>
static class MailWords
{
    /// <summary>A mail's name in the audit trail and in its address.</summary>
    public static string Name(int id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Word(this MailState state) => state switch
    {
        MailState.Waiting => "waiting",
        MailState.Failed => "failed",
        MailState.Sending => "sending",
        MailState.Sent => "sent",
        MailState.GivenUp => "given up",
    };

    /// <summary>prepaid-soon: prepaid soon.</summary>
    public static string Kind(string kind) => kind.Replace('-', ' ');
}
