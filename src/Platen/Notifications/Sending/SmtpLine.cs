using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Platen.Notifications.Sending;

/// <summary>What the mail server made of a message.</summary>
enum Outcome
{
    Taken,

    /// <summary>Not now; perhaps later.</summary>
    NotNow,

    /// <summary>It will not take this message, ever.</summary>
    Refused,
}

/// <summary>The mail server cannot be talked to; its message says why, in a sentence.</summary>
sealed class LineDownException(string message, Exception inner) : Exception(message, inner);

/// <summary>A connection to the mail server.</summary>
sealed class SmtpLine : IAsyncDisposable
{
    const int Patience = 60_000;

    readonly SmtpClient _client = new() { Timeout = Patience };

    SmtpLine()
    {
    }

    public bool IsOpen => _client.IsConnected;

    /// <exception cref="LineDownException">It does not answer, is not who it says, or does not let Platen in.</exception>
    public static async Task<SmtpLine> Open(MailSettings settings, string? password, CancellationToken cancellation)
    {
        var line = new SmtpLine();
        var place = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        try
        {
            await line._client.ConnectAsync(settings.Host!, settings.Port, Options(settings.Security), cancellation);
            if (settings.User is { Length: > 0 } user)
                await line._client.AuthenticateAsync(user, password ?? "", cancellation);
            return line;
        }
        catch (Exception failure) when (IsTheWorlds(failure))
        {
            await line.DisposeAsync();
            throw new LineDownException(
                failure switch
                {
                    AuthenticationException => $"{place} does not let {settings.User} in: {failure.Message}",
                    SslHandshakeException => $"{place} cannot be trusted: its certificate or its encryption is not in order.",
                    NotSupportedException => $"{place} does not offer what the settings ask for: {failure.Message}",
                    _ => $"{place} does not answer: {failure.Message}",
                },
                failure);
        }
    }

    /// <returns>What came of it, and the server's words.</returns>
    public async Task<(Outcome Outcome, string Answer)> Send(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            return (Outcome.Taken, await _client.SendAsync(message, cancellation));
        }
        catch (SmtpCommandException refusal)
        {
            // 5xx about the recipient or the text is for good; about the sender it is a setting that somebody will put right.
            var ever = (int)refusal.StatusCode >= 500 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
            return (ever ? Outcome.Refused : Outcome.NotNow, string.Create(CultureInfo.InvariantCulture, $"{(int)refusal.StatusCode} {refusal.Message}"));
        }
        catch (Exception failure) when (IsTheWorlds(failure))
        {
            return (Outcome.NotNow, failure.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
                await _client.DisconnectAsync(quit: true);
        }
        catch (Exception failure) when (IsTheWorlds(failure))
        {
            // It is being left anyway.
        }

        _client.Dispose();
    }

    static bool IsTheWorlds(Exception failure) => failure
        is IOException or SocketException or TimeoutException or ProtocolException or CommandException or NotSupportedException
        or AuthenticationException or SslHandshakeException or ServiceNotConnectedException;

    static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
    };
}
