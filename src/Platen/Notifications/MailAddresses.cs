using MimeKit;

namespace Platen.Notifications;

/// <summary>Addresses as people write them: one, or several with commas between.</summary>
static class MailAddresses
{
    static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>Why nobody can be reached under it; null: somebody can.</summary>
    public static string? Fault(string text) =>
        string.IsNullOrWhiteSpace(text) ? "An e-mail address is needed."
        // A line break would begin another header of the mail.
        : text.Any(char.IsControl) || !InternetAddressList.TryParse(Strict, text, out var list) || list.Count == 0
            || !list.All(address => address is MailboxAddress { LocalPart.Length: > 0, Domain.Length: > 0 })
            ? $"'{string.Concat(text.Where(letter => !char.IsControl(letter)))}' is no e-mail address. One looks like accounts@customer.example; several have commas between."
            : null;

    public static InternetAddressList Read(string text) => InternetAddressList.Parse(Strict, text);
}
