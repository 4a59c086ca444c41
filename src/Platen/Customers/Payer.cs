namespace Platen.Customers;

/// <summary>Who pays an invoice, as far as the invoice itself tells. Of the rest of that customer this says nothing.</summary>
sealed class Payer
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public DeliveryWay? Delivery { get; init; }
}
