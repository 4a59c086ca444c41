using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Platen.Tests.Support;

/// <summary>How the tests' mail server is disposed.</summary>
enum Mood
{
    Takes,

    /// <summary>There is no such recipient: for good.</summary>
    KnowsNobody,

    /// <summary>Too busy for this recipient: for now.</summary>
    Busy,

    /// <summary>Hangs up in the middle of the message.</summary>
    HangsUp,

    /// <summary>Takes the message, and hangs up before it says so.</summary>
    TakesInSilence,
}

/// <summary>A real SMTP server on loopback, of the tests' own: it takes mails, or does what its mood says.</summary>
sealed class MailServer : IAsyncDisposable
{
    public const string User = "platen", Password = "a word between us";

    readonly TcpListener _listener;
    readonly CancellationTokenSource _closing = new();
    readonly Task _listening;

    /// <param name="port">Where it was before, for one that comes back; 0: anywhere.</param>
    public MailServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listening = Listen();
    }

    public int Port { get; }

    public Mood Mood { get; set; }

    /// <summary>Who signed in and what they sent, line by line as it came.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    public ConcurrentQueue<string> Recipients { get; } = [];

    /// <summary>Told in the middle of each message, before it is taken.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    async Task Listen()
    {
        try
        {
            while (true)
                _ = Talk(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var lines = new StreamReader(stream, Encoding.Latin1);
                await using var say = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
                await say.WriteLineAsync("220 mail.test ESMTP");
                while (await lines.ReadLineAsync(_closing.Token) is { } line && await Answer(line, lines, say) is { } answer)
                    await say.WriteLineAsync(answer);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    /// <returns>Null: it hangs up.</returns>
    async Task<string?> Answer(string line, StreamReader lines, StreamWriter say)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                return "250-mail.test\r\n250-AUTH PLAIN\r\n250-SMTPUTF8\r\n250 8BITMIME";
            case "AUTH":
                var word = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1]));
                return word == $"\0{User}\0{Password}" ? "235 welcome" : "535 who are you?";
            case "RCPT" when Mood == Mood.KnowsNobody:
                return "550 there is nobody of that name";
            case "RCPT" when Mood == Mood.Busy:
                return "451 not now";
            case "RCPT":
                Recipients.Enqueue(line);
                return "250 ok";
            case "DATA":
                await say.WriteLineAsync("354 go on");
                return await Take(lines);
            case "QUIT":
                await say.WriteLineAsync("221 bye");
                return null;
            default:
                return "250 ok";
        }
    }

    async Task<string?> Take(StreamReader lines)
    {
        var text = new StringBuilder();
        while (await lines.ReadLineAsync(_closing.Token) is { } line && line != ".")
        {
            if (Mood == Mood.HangsUp)
                return null;
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        await Meanwhile();
        using var raw = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        Mails.Enqueue(await MimeMessage.LoadAsync(raw));
        return Mood == Mood.TakesInSilence ? null : $"250 taken as {Mails.Count}";
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _listening;
        _closing.Dispose();
    }
}
