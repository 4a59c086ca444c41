using System.Globalization;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>A field of a contract: its name in the document, what a person calls it, and whether changing it needs approval.</summary>
sealed record Field<T>(string Name, string Words, Func<T, object?> Of, Approval Approval);

/// <summary>
/// Every field that a change of a contract may touch, with the vendor's list of what needs approval (L-4) and what else does
/// where the contract enforces authorisation (A-13). Fees set for the whole contract are fees as those of an item are.
/// </summary>
static class TermsFields
{
    public static readonly IReadOnlyList<Field<ContractHeader>> Header =
    [
        new("type", "type", header => header.Type, Approval.Always),
        new("customer", "customer", header => header.Customer, Approval.Always),
        new("site", "site", header => header.Site, Approval.No),
        new("start", "start", header => header.Start, Approval.No),
        new("end", "end", header => header.End, Approval.No),
    ];

    /// <summary>Fees without a cycle and period of their own are billed by the contract's, which the vendor's list names for them.</summary>
    public static readonly IReadOnlyList<Field<ContractTerms>> Terms =
    [
        new("cycleMonths", "billing cycle in months", terms => terms.CycleMonths, Approval.Always),
        new("billingPeriod", "billing period", terms => terms.BillingPeriod, Approval.Always),
        new("billingDay", "billing day", terms => terms.BillingDay, Approval.No),
        new("currency", "currency", terms => terms.Currency, Approval.WhenEnforced),
        new("exchangeRate", "exchange rate", terms => terms.ExchangeRate, Approval.WhenEnforced),
        new("taxRate", "tax rate", terms => terms.TaxRate, Approval.No),
        new("enforceAuthorisation", "enforce authorisation", terms => terms.EnforceAuthorisation, Approval.WhenEnforced),
        new("billingAddress", "billing address", terms => terms.BillingAddress, Approval.No),
        new("location", "location", terms => terms.Location, Approval.No),
        new("orderNumber", "order number", terms => terms.OrderNumber, Approval.No),
        new("orderNumberRequired", "order number required", terms => terms.OrderNumberRequired, Approval.No),
        new("contacts", "contacts", terms => terms.Contacts, Approval.No),
        new("minimumTotal", "minimum of all meters", terms => terms.MinimumTotal, Approval.WhenEnforced),
    ];

    /// <summary>A machine that comes or goes by a date is added or removed.</summary>
    public static readonly IReadOnlyList<Field<ContractItem>> Item =
    [
        new("from", "on the contract from", item => item.From, Approval.Always),
        new("until", "on the contract until", item => item.Until, Approval.Always),
        new("description", "description", item => item.Description, Approval.No),
        new("place", "place", item => item.Place, Approval.No),
        new("shippingAddress", "shipping address", item => item.ShippingAddress, Approval.No),
        new("billingAddress", "invoice address", item => item.BillingAddress, Approval.No),
        new("isExtra", "extra", item => item.IsExtra, Approval.No),
        new("cosAccount", "COS account", item => item.CosAccount, Approval.No),
        new("inclusions", "inclusions", item => item.Inclusions, Approval.No),
        new("contacts", "contacts", item => item.Contacts, Approval.No),
        new("slaHours", "hours to respond", item => item.SlaHours, Approval.No),
        new("travelRadius", "travel radius", item => item.TravelRadius, Approval.No),
        new("travelChargeRate", "travel rate", item => item.TravelChargeRate, Approval.No),
        new("minimumTotal", "minimum of its meters", item => item.MinimumTotal, Approval.WhenEnforced),
    ];

    public static readonly IReadOnlyList<Field<Fee>> Fee =
    [
        new("amount", "amount", fee => fee.Amount, Approval.Always),
        new("from", "from", fee => fee.From, Approval.Always),
        new("until", "until", fee => fee.Until, Approval.Always),
        new("proratedByDay", "by days", fee => fee.ProratedByDay, Approval.Always),
        new("billTo", "billing customer", fee => fee.BillTo, Approval.Always),
        new("supplier", "supplier", fee => fee.Supplier, Approval.Always),
        new("financeAmount", "finance amount", fee => fee.FinanceAmount, Approval.Always),
        new("escalation", "escalation", fee => fee.Escalation, Approval.Always),
        new("description", "invoice description", fee => fee.Description, Approval.Always),
        new("cycleMonths", "billing cycle in months", fee => fee.CycleMonths, Approval.Always),
        new("billingPeriod", "billing period", fee => fee.BillingPeriod, Approval.Always),
        new("account", "account", fee => fee.Account, Approval.Always),
        new("cosAccount", "COS account", fee => fee.CosAccount, Approval.Always),
    ];

    public static readonly IReadOnlyList<Field<MeterPrice>> Price =
    [
        new("minBilling", "minimum", price => price.MinBilling, Approval.WhenEnforced),
        new("minQuantity", "minimum quantity", price => price.MinQuantity, Approval.WhenEnforced),
        new("method", "method", price => price.Method, Approval.WhenEnforced),
        new("shortfallCharge", "charge of a copy short", price => price.ShortfallCharge, Approval.WhenEnforced),
        new("cycleMonths", "copies' billing cycle in months", price => price.CycleMonths, Approval.WhenEnforced),
        new("billingPeriod", "copies' billing period", price => price.BillingPeriod, Approval.WhenEnforced),
        new("minimumCycleMonths", "minimum's billing cycle in months", price => price.MinimumCycleMonths, Approval.WhenEnforced),
        new("minimumPeriod", "minimum's billing period", price => price.MinimumPeriod, Approval.WhenEnforced),
        new("creditsShortfall", "copies short given back", price => price.CreditsShortfall, Approval.WhenEnforced),
        new("billTo", "billing customer", price => price.BillTo, Approval.Always),
        new("payers", "other payers", price => price.Payers, Approval.Always),
        new("supplier", "supplier", price => price.Supplier, Approval.WhenEnforced),
        new("financeAmount", "finance amount", price => price.FinanceAmount, Approval.WhenEnforced),
        new("escalation", "escalation", price => price.Escalation, Approval.WhenEnforced),
        new("active", "active", price => price.Active, Approval.WhenEnforced),
        new("product", "product", price => price.Product, Approval.No),
        new("account", "account", price => price.Account, Approval.No),
        new("cosAccount", "COS account", price => price.CosAccount, Approval.No),
        new("orderNumber", "order number", price => price.OrderNumber, Approval.No),
    ];

    public static readonly IReadOnlyList<Field<ItemMeter>> ItemMeter =
    [
        new("startReading", "start reading", meter => meter.StartReading, Approval.No),
        new("readingDate", "reading date", meter => meter.ReadingDate, Approval.No),
        new("aggregate", "in the pool", meter => meter.Aggregate, Approval.WhenEnforced),
    ];

    public static readonly IReadOnlyList<Field<Level>> Level =
    [
        new("from", "from copy", level => level.From, Approval.WhenEnforced),
        new("unitCharge", "unit charge", level => level.UnitCharge, Approval.WhenEnforced),
        new("financeAmount", "finance amount", level => level.FinanceAmount, Approval.WhenEnforced),
    ];

    public static readonly IReadOnlyList<Field<PrepaidMeter>> Prepaid =
    [
        new("start", "start", row => row.Start, Approval.WhenEnforced),
        new("end", "end", row => row.End, Approval.WhenEnforced),
        new("includedUsage", "included usage", row => row.IncludedUsage, Approval.WhenEnforced),
        new("crossing", "crossing", row => row.Crossing, Approval.WhenEnforced),
        new("rebate", "rebate", row => row.Rebate, Approval.No),
        new("marked", "ticked", row => row.Marked, Approval.No),
        new("notifyOnly", "told of only", row => row.NotifyOnly, Approval.WhenEnforced),
        new("freeOfCharge", "free of charge", row => row.FreeOfCharge, Approval.WhenEnforced),
    ];

    /// <summary>A value, or a row that came or went, as a person reads it.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        long count => count.ToString("N0", CultureInfo.InvariantCulture),
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        PricingMethod method => method switch { PricingMethod.Graduated => "graduated", PricingMethod.WholeVolume => "whole volume" },
        Crossing crossing => crossing switch
        {
            Crossing.SplitAtLimit => "split at the limit",
            Crossing.SplitFullSchedule => "split, full schedule",
            Crossing.FreeUntilNextPeriod => "free until the next period",
        },
        Escalation escalation => string.Create(CultureInfo.InvariantCulture,
            $"{Text(escalation.Amount)}{(escalation.Type == EscalationType.Percentage ? " %" : "")} in period {escalation.Period}{(escalation.Cap is null ? "" : $", at most {Text(escalation.Cap)}")}"),
        Contact[] contacts => contacts.Length == 0 ? null : string.Join("; ", contacts.Select(Text)),
        Contact contact => string.Join(", ", new[] { contact.Name, contact.Phone, contact.Email }.Where(part => !string.IsNullOrEmpty(part))),
        Inclusion[] inclusions => inclusions.Length == 0 ? null : string.Join("; ", inclusions.Select(Text)),
        Inclusion inclusion => $"{Text(inclusion.Quantity)} × {inclusion.Code}{(inclusion.Fee is null ? "" : $" in {inclusion.Fee}")}",
        CopyPayer[] payers => payers.Length == 0 ? null : string.Join("; ", payers.Select(payer => $"{payer.BillTo} {Text(payer.UnitCharge)} a copy")),
        Fee fee => Text(fee.Amount),
        Level level => $"{Text(level.UnitCharge)} a copy",
        PrepaidMeter prepaid => $"{Text(prepaid.IncludedUsage)} copies until {Text(prepaid.End)}",
        ItemMeter { Aggregate: true } => "in the pool",
        MeterPrice price => $"minimum {Text(price.MinBilling)}, {string.Join(" / ", price.Levels.Select(level => Text(level.UnitCharge)))} a copy",
        ContractItem item => string.Join(", ", item.Meters.Select(meter => meter.Type).Concat(item.Fees.Select(fee => fee.Type)).DefaultIfEmpty("no charges")),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
