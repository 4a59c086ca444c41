using Platen.Customers;
using Platen.Notifications;

namespace Platen.Billing.Delivery;

/// <summary>How an invoice is to reach its payer.</summary>
/// <param name="Way">Null: it cannot, as things stand.</param>
/// <param name="To">The address, where it goes by mail.</param>
/// <param name="Why">What is in the way.</param>
readonly record struct Route(DeliveryWay? Way, string? To = null, string? Why = null)
{
    /// <summary>As the payer wants it; where nothing is said, by mail if there is an address, else on paper.</summary>
    public static Route Of(DeliveryWay? wanted, string? email)
    {
        switch (wanted)
        {
            case DeliveryWay.Print:
            case DeliveryWay.None:
            case null when string.IsNullOrWhiteSpace(email):
                return new(wanted ?? DeliveryWay.Print);
            case DeliveryWay.Mail:
            case null:
                break;
        }

        return string.IsNullOrWhiteSpace(email)
            ? new(null, Why: "By mail, and no e-mail address is known.")
            : MailAddresses.Fault(email) is { } fault ? new(null, Why: fault) : new(DeliveryWay.Mail, email);
    }
}
