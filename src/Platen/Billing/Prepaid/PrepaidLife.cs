using Platen.Contracts;
using Platen.Notifications;
using Platen.Rating;

namespace Platen.Billing.Prepaid;

/// <summary>A prepaid life of a contract, and where it stands.</summary>
/// <param name="EndsIn">The month in whose bill its last day falls; null where none comes so far.</param>
sealed record PrepaidLife(
    int ContractId, string Contract, ContractStatus Status, bool IsOfPrepaidType, string CustomerCode, string Customer, string? AccountManager, string? CustomerEmail, PrepaidOutlook Outlook, Period? EndsIn)
{
    /// <summary>The notices that were written, oldest first; only where somebody looks at them.</summary>
    public IReadOnlyList<PrepaidTold> Told { get; init; } = [];

    /// <summary>Whether somebody is told when it runs out: not once the contract's type was changed, or it is not billed (P-8).</summary>
    public bool IsMonitored => IsOfPrepaidType && Status is ContractStatus.Active or ContractStatus.Hold;

    /// <summary>Why no account manager is told of it; null: one is.</summary>
    public string? Untold =>
        !IsMonitored ? "Nobody is told when it runs out: the contract is not an active one of a prepaid type."
        : AccountManager is null ? $"Nobody is told when it runs out: {Customer} has no account manager."
        : MailAddresses.Fault(AccountManager) is not null ? $"Nobody is told when it runs out: {AccountManager}, the account manager of {Customer}, is no e-mail address."
        : null;
}

/// <summary>A prepaid meter, as programs get it and the list shows it.</summary>
/// <param name="Used">Copies posted in the life.</param>
/// <param name="PerMonth">Copies of an average month, at the pace of the last six.</param>
/// <param name="UsedUpOn">The day on which the last copy will be made at this pace; null where nothing tells.</param>
/// <param name="Status">The contract's.</param>
/// <param name="Told">The notices that were written of it.</param>
/// <param name="Untold">Why no account manager is told of it; null: one is.</param>
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
    PrepaidState State,
    ContractStatus Status,
    IReadOnlyList<PrepaidTold> Told,
    string? Untold)
{
    internal static PrepaidRow Of(PrepaidLife life)
    {
        var (outlook, agreed) = (life.Outlook, life.Outlook.Agreed);
        return new PrepaidRow(
            life.Contract, life.CustomerCode, life.Customer, agreed.Type, agreed.Start, agreed.End, agreed.IncludedUsage,
            outlook.Used, outlook.Left, outlook.PerMonth, outlook.UsedUpOn, outlook.State, life.Status, life.Told, life.Untold);
    }
}

/// <summary>A notice of a prepaid life, as it was written.</summary>
/// <param name="Mail">Its number among the mails.</param>
/// <param name="News">What it says: 90 % of the prepaid Mono copies are used.</param>
public sealed record PrepaidTold(int Mail, DateTimeOffset At, string To, string News);
