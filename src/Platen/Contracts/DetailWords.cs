using System.Globalization;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>Details of terms in a line each, as a page tells them.</summary>
static class DetailWords
{
    public static string InWords(this Contact contact) =>
        string.Join(", ", new[] { contact.Name, contact.Phone, contact.Email }.Where(part => !string.IsNullOrWhiteSpace(part)));

    public static string InWords(this Inclusion inclusion)
    {
        var kind = inclusion.Kind switch
        {
            InclusionKind.Part => "part",
            InclusionKind.Bom => "kit",
            InclusionKind.Craft => "craft",
            InclusionKind.Service => "service",
        };
        var fee = inclusion.Fee is null ? "" : $", paid for by {inclusion.Fee}";
        return string.Create(CultureInfo.InvariantCulture, $"{inclusion.Quantity:0.######} of {kind} {inclusion.Code}{fee}");
    }

    public static string InWords(this Escalation escalation)
    {
        var rise = escalation.Type switch
        {
            EscalationType.Percentage => string.Create(CultureInfo.InvariantCulture, $"{escalation.Amount:0.######} %"),
            EscalationType.Amount => string.Create(CultureInfo.InvariantCulture, $"{escalation.Amount:N2}"),
        };
        var cap = escalation.Cap is null ? "" : string.Create(CultureInfo.InvariantCulture, $", at most {escalation.Cap:0.######} %");
        return string.Create(CultureInfo.InvariantCulture, $"{rise} from financial period {escalation.Period}{cap}");
    }

    /// <summary>What a machine is, and where.</summary>
    public static IEnumerable<string> Details(this MachineOnContract machine)
    {
        if (machine.Model is not null)
            yield return machine.Model;
        if (machine.Category is not null)
            yield return machine.Category;
        if (machine.PartCode is not null)
            yield return $"part {machine.PartCode}";
        if (machine.AssetRegisterNo is not null)
            yield return $"asset {machine.AssetRegisterNo}";
        if (machine.Location is not null)
            yield return machine.Location;
    }

    /// <summary>Where an item stands on a day; its status is nobody's to set.</summary>
    public static string StatusOn(this ContractItem item, DateOnly day, ContractView view) =>
        view.Contract.Status == ContractStatus.Closed || item.Until < day ? "ended"
        : !view.Versions.Any(version => version.Approved) || (item.From ?? view.Contract.StartDate) > day ? "to come" : "active";

    /// <summary>What an item says beside its place, dates and meters, each in a few words.</summary>
    public static IEnumerable<string> Details(this ContractItem item)
    {
        if (item.IsExtra)
            yield return "an accessory";
        if (item.Description is not null)
            yield return item.Description;
        if (item.MinimumTotal is { } least)
            yield return string.Create(CultureInfo.InvariantCulture, $"at least {least:N2} for its meters");
        if (item.Place is not null)
            yield return $"at {item.Place}";
        if (item.ShippingAddress is not null)
            yield return $"address {item.ShippingAddress}";
        if (item.BillingAddress is not null)
            yield return $"invoices to {item.BillingAddress}";
        if (item.SlaHours > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"answered within {item.SlaHours} h");
        if (item.TravelChargeRate > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"travel beyond {item.TravelRadius} km at {item.TravelChargeRate}");
        if (item.CosAccount is not null)
            yield return $"COS {item.CosAccount}";
        foreach (var inclusion in item.Inclusions)
            yield return $"includes {inclusion.InWords()}";
        foreach (var contact in item.Contacts)
            yield return $"contact {contact.InWords()}";
    }

    /// <summary>What a price says beside its amounts.</summary>
    /// <param name="parties">Names by code, as far as they are known.</param>
    public static IEnumerable<string> Details(this MeterPrice price, IReadOnlyDictionary<string, string>? parties = null)
    {
        if (!price.Active)
            yield return "not active";
        if (Cycle(price.CycleMonths, price.BillingPeriod) is { } copies)
            yield return $"copies billed {copies}";
        if (Cycle(price.MinimumCycleMonths, price.MinimumPeriod) is { } minimum)
            yield return $"the minimum by itself, {minimum}";
        if (price.Escalation is not null)
            yield return $"escalates {price.Escalation.InWords()}";
        if (price.Product is not null)
            yield return $"product {price.Product}";
        if (price.Account is not null)
            yield return $"account {price.Account}";
        if (price.CosAccount is not null)
            yield return $"COS {price.CosAccount}";
        if (price.OrderNumber is not null)
            yield return $"order {price.OrderNumber}";
        if (price.Supplier is not null)
            yield return SuppliersPart(price, parties?.GetValueOrDefault(price.Supplier) is { } name ? $"{price.Supplier}, {name}," : price.Supplier);
    }

    /// <summary>Who stands behind a price back to back, and with how much of it (B-3).</summary>
    static string SuppliersPart(MeterPrice price, string supplier)
    {
        List<string> parts = [];
        if (price.FinanceAmount is > 0 and var amount)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount:N2} of the minimum"));
        if (price.Levels.Any(level => level.FinanceAmount is not null))
            parts.Add(string.Join(" / ", price.Levels.Select(level => (level.FinanceAmount ?? 0).ToString("0.######", CultureInfo.InvariantCulture))) + " a copy");
        return parts.Count == 0 ? $"supplier {supplier.TrimEnd(',')}" : $"{supplier} gets {string.Join(" and ", parts)}";
    }

    /// <summary>A cycle that is not the contract's; null where it is.</summary>
    static string? Cycle(int? months, int? period)
    {
        var every = months is 1 ? "every month" : months is null ? null : string.Create(CultureInfo.InvariantCulture, $"every {months} months");
        var first = period is null ? null : string.Create(CultureInfo.InvariantCulture, $"first in period {period}");
        return every is null || first is null ? every ?? first : $"{every}, {first}";
    }

    public static IEnumerable<string> Details(this Fee fee)
    {
        if (fee.Description is not null)
            yield return $"called {fee.Description}";
        if (Cycle(fee.CycleMonths, fee.BillingPeriod) is { } cycle)
            yield return cycle;
        if (fee.ProratedByDay)
            yield return "by days";
        if (fee.Escalation is not null)
            yield return $"escalates {fee.Escalation.InWords()}";
        if (fee.Account is not null)
            yield return $"account {fee.Account}";
        if (fee.CosAccount is not null)
            yield return $"COS {fee.CosAccount}";
        if (fee.FinanceAmount is { } part)
            yield return string.Create(CultureInfo.InvariantCulture, $"of it {part:N2} to the supplier");
    }
}
