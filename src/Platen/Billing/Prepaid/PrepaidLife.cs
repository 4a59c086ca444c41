using Platen.Contracts;
using Platen.Rating;

namespace Platen.Billing.Prepaid;

/// <summary>A prepaid life of a contract, and where it stands.</summary>
sealed record PrepaidLife(string Contract, ContractStatus Status, bool IsOfPrepaidType, string CustomerCode, string Customer, string? AccountManager, string? CustomerEmail, PrepaidOutlook Outlook)
{
    /// <summary>Whether somebody is told when it runs out: not once the contract's type was changed, or it is not billed (P-8).</summary>
    public bool IsMonitored => IsOfPrepaidType && Status is ContractStatus.Active or ContractStatus.Hold;
}

/// <summary>A prepaid meter, as programs get it and the list shows it.</summary>
/// <param name="Used">Copies posted in the life.</param>
/// <param name="PerMonth">Copies of an average month, at the pace of the last six.</param>
/// <param name="UsedUpOn">The day on which the last copy will be made at this pace; null where nothing tells.</param>
public sealed record PrepaidRow(
    string Contract,
    string CustomerCode,
    string Customer,
    string Meter,
    DateOnly Start,
    DateOnly End,
    long IncludedUsage,
    long Used,
    long Left,
    long PerMonth,
    DateOnly? UsedUpOn,
    PrepaidState State)
{
    internal static PrepaidRow Of(PrepaidLife life)
    {
        var (outlook, agreed) = (life.Outlook, life.Outlook.Agreed);
        return new PrepaidRow(
            life.Contract, life.CustomerCode, life.Customer, agreed.Type, agreed.Start, agreed.End, agreed.IncludedUsage,
            outlook.Used, outlook.Left, outlook.PerMonth, outlook.UsedUpOn, outlook.State);
    }
}
