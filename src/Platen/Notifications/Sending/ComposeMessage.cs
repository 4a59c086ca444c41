using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Platen.Shell;

namespace Platen.Notifications.Sending;

/// <summary>A mail as it goes over the line.</summary>
sealed record Message(MimeMessage Mime, IReadOnlyList<Attachment> Files)
{
    /// <summary>Each file's name and SHA-256.</summary>
    public IReadOnlyList<string> Hashes =>
        [.. Files.Select(file => $"{file.FileName} {Convert.ToHexStringLower(SHA256.HashData(file.Bytes))}")];
}

/// <summary>Makes the message of a mail: its files are made now, its id is made from its key.</summary>
sealed class ComposeMessage(IServiceProvider services, IEnumerable<AttachmentKind> kinds)
{
    public async Task<Message> Of(Mail mail, MailSettings settings, DateTimeOffset now, CancellationToken cancellation)
    {
        var files = new List<Attachment>();
        foreach (var reference in mail.Attachments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            files.Add(await Make(reference, cancellation));
        var mime = Plain(settings, MailAddresses.Read(mail.Recipient), mail.Subject, now);
        var body = new BodyBuilder { TextBody = mail.Body };
        foreach (var file in files)
            body.Attachments.Add(file.FileName, file.Bytes, ContentType.Parse(file.ContentType));
        mime.Body = body.ToMessageBody();
        mime.MessageId = IdOf(mail.Key, (MailboxAddress)mime.From[0]);
        return new Message(mime, files);
    }

    /// <summary>A message without its body.</summary>
    public static MimeMessage Plain(MailSettings settings, InternetAddressList to, string subject, DateTimeOffset now)
    {
        var mime = new MimeMessage { Subject = subject, Date = now };
        mime.From.AddRange(MailAddresses.Read(settings.From!));
        mime.To.AddRange(to);
        if (!string.IsNullOrWhiteSpace(settings.ReplyTo))
            mime.ReplyTo.AddRange(MailAddresses.Read(settings.ReplyTo));
        // No holiday answers to a machine.
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        return mime;
    }

    static string IdOf(string key, MailboxAddress from) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}@{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}";

    async Task<Attachment> Make(string reference, CancellationToken cancellation) =>
        reference.Split(':', 2) is [var kind, var name] && kinds.FirstOrDefault(known => known.Kind == kind) is { } known
            ? await known.Make(services, name, cancellation)
            : throw new Refusal($"Nothing makes the file {reference}.");
}
