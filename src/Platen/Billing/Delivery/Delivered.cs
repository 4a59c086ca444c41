using Platen.Customers;
using Platen.Rating;

namespace Platen.Billing.Delivery;

/// <summary>How a posted invoice went out, once.</summary>
sealed class Delivered
{
    public required int InvoiceId { get; init; }
    public required Period Period { get; init; }
    public required DeliveryWay Way { get; init; }

    /// <summary>The address as it was then; null where no mail was written.</summary>
    public string? Recipient { get; init; }

    /// <summary>The mail in the outbox, by its key.</summary>
    public string? MailKey { get; init; }

    /// <summary>When the mail was written, or the invoice was put to those that are printed.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
}
