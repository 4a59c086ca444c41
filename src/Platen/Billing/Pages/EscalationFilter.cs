using Platen.Billing.Escalation;
using Platen.Rating;

namespace Platen.Billing.Pages;

/// <summary>Which of the prices that could rise somebody wants, as it is being filled in .</summary>
public sealed class EscalationFilter
{
    /// <summary>Meter or Fee; empty: both.</summary>
    public string Only { get; set; } = "";
    public string Type { get; set; } = "";
    public string ContractType { get; set; } = "";
    public string Contract { get; set; } = "";
    public string Item { get; set; } = "";
    public bool FirstYearToo { get; set; }

    public EscalationRequest Narrow(EscalationRequest all) => all with
    {
        Only = Enum.TryParse<ChargeKind>(Only, ignoreCase: true, out var only) ? only : null,
        Type = Named(Type),
        ContractType = Named(ContractType),
        Contract = Named(Contract),
        Item = Named(Item),
        FirstYearToo = FirstYearToo,
    };

    /// <summary>As an address has it; what is left out is null.</summary>
    public IReadOnlyDictionary<string, object?> InAddress() => new Dictionary<string, object?>
    {
        ["only"] = Named(Only),
        ["type"] = Named(Type),
        ["contractType"] = Named(ContractType),
        ["contract"] = Named(Contract),
        ["item"] = Named(Item),
        ["firstYearToo"] = FirstYearToo ? true : null,
    };

    static string? Named(string typed) => typed.Trim() is { Length: > 0 } name ? name : null;
}
