using Platen.Rating;

namespace Platen.Billing.Groups;

/// <summary>What was billed for a charge group in a period (G-3). Like all of the ledger it is inserted and never changed.</summary>
sealed class BilledGroup
{
    public required int GroupId { get; init; }
    public required Period Period { get; init; }
    public required int RunId { get; init; }

    /// <summary>The finance company's code.</summary>
    public required string FinancedBy { get; init; }

    /// <summary>What the finance company paid, before tax.</summary>
    public required decimal LimitAmount { get; init; }

    /// <summary>What the customer paid, before tax; its invoices are those with lines of the group.</summary>
    public required decimal CustomerAmount { get; init; }

    /// <summary>The balance began anew after it (G-4).</summary>
    public required bool Settles { get; init; }

    /// <summary>Null where there was nothing to pay.</summary>
    public int? FinanceInvoiceId { get; init; }

    /// <summary>That of the posting, whose rows the audit trail holds by one hash.</summary>
    public required long Revision { get; init; }

    public GroupBilled Billed => new(Period, LimitAmount, CustomerAmount, Settles);
}

/// <summary>What of a billed charge went through a charge group: a meter's, by its ordinary price (G-2). The sum is the group's usage.</summary>
sealed class BilledGroupUsage
{
    public required int MeterId { get; init; }
    public required int ContractId { get; init; }
    public required Period Period { get; init; }
    public required string Charge { get; init; }
    public required int GroupId { get; init; }
    public required decimal Amount { get; init; }
    public required int RunId { get; init; }
    public required long Revision { get; init; }
}

/// <summary>That a machine's charges of a period went nowhere but into its group's balance: a cancelled shipment of 0 (G-5).</summary>
sealed class GroupShipment
{
    public required int GroupId { get; init; }
    public required Period Period { get; init; }
    public required int MachineId { get; init; }
    public required int RunId { get; init; }
    public required long Revision { get; init; }
}
