namespace Platen.Customers;

/// <summary>How invoices reach a customer.</summary>
public enum DeliveryWay
{
    /// <summary>By e-mail, as a PDF.</summary>
    Mail,

    /// <summary>On paper: in the pack that is printed after a month's delivery.</summary>
    Print,

    /// <summary>Not at all: the customer fetches them, or has them from elsewhere.</summary>
    None,
}
