namespace Platen.Notifications;

/// <summary>A file that goes with a mail.</summary>
sealed record Attachment(string FileName, string ContentType, byte[] Bytes);

/// <summary>
/// What a module has to send: it makes the file when a mail goes out that names it as <c>kind:name</c>. This module knows none of them.
/// </summary>
sealed record AttachmentKind(string Kind, Func<IServiceProvider, string, CancellationToken, Task<Attachment>> Make);
