using System.Globalization;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Notifications;

/// <summary>The mail server, and as whom the dealer writes. Without a host, mails wait.</summary>
public sealed record MailSettings : ISettings
{
    public static string Name => "mail";

    /// <summary>The SMTP server: smtp.dealer.example.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Who signs in at the server; null: nobody does.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>The sender: Print Dealer &lt;billing@dealer.example&gt;.</summary>
    public string? From { get; init; }

    /// <summary>Where answers go, if not to the sender.</summary>
    public string? ReplyTo { get; init; }

    IEnumerable<Fault> ISettings.Faults()
    {
        if (Host is { Length: > 0 } && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new("host", $"'{Host}' is no server's name. One looks like smtp.dealer.example.");
        if (Port is < 1 or > 65535)
            yield return new("port", string.Create(CultureInfo.InvariantCulture, $"{Port} is no port. Mail servers listen at 587, with security tls at 465, within a house at 25."));
        if (Host is { Length: > 0 } && string.IsNullOrWhiteSpace(From))
            yield return new("from", "A sender's address is needed: from whom the customers' mail comes.");
        if (!string.IsNullOrWhiteSpace(From) && (MailAddresses.Fault(From) ?? Several(From)) is { } from)
            yield return new("from", from);
        if (!string.IsNullOrWhiteSpace(ReplyTo) && MailAddresses.Fault(ReplyTo) is { } replyTo)
            yield return new("replyTo", replyTo);
        if (Password is not null && string.IsNullOrEmpty(User))
            yield return new("user", "A password is for a user: name whom it lets in.");
        if (User is { Length: > 0 } && Security == MailSecurity.None && !IsHere)
            yield return new("security", "Without encryption anybody on the way reads the password. Choose start-tls or tls, or leave the user out.");
    }

    bool IsHere => Host == "localhost" || (System.Net.IPAddress.TryParse(Host, out var address) && System.Net.IPAddress.IsLoopback(address));

    static string? Several(string text) => MailAddresses.Read(text).Count > 1 ? "A mail has one sender." : null;
}

/// <summary>How the way to the mail server is kept from others' eyes.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted once connected; mostly at port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the start; mostly at port 465.</summary>
    Tls,

    /// <summary>Not at all: for a server in the same house.</summary>
    None,
}
