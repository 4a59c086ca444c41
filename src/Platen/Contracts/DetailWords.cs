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
    public static IEnumerable<string> Details(this MeterPrice price)
    {
        if (!price.Active)
            yield return "not active";
        if (Cycle(price.CycleMonths, price.BillingPeriod) is { } copies)
            yield return $"copies billed {copies}";
        if (Cycle(price.MinimumCycleMonths, price.MinimumPeriod) is { } minimum)
            yield return $"the minimum by itself, {minimum}";
        if (price.Product is not null)
            yield return $"product {price.Product}";
        if (price.Account is not null)
            yield return $"account {price.Account}";
        if (price.CosAccount is not null)
            yield return $"COS {price.CosAccount}";
        if (price.OrderNumber is not null)
            yield return $"order {price.OrderNumber}";
        if (price.Supplier is not null)
            yield return SuppliersPart(price);
    }

    /// <summary>Who stands behind a price back to back, and with how much of it (B-3).</summary>
    static string SuppliersPart(MeterPrice price)
    {
        List<string> parts = [];
        if (price.FinanceAmount is > 0 and var amount)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount:N2} of the minimum"));
        if (price.Levels.Any(level => level.FinanceAmount is not null))
            parts.Add(string.Join(" / ", price.Levels.Select(level => (level.FinanceAmount ?? 0).ToString("0.######", CultureInfo.InvariantCulture))) + " a copy");
        return parts.Count == 0 ? $"supplier {price.Supplier}" : $"{price.Supplier} gets {string.Join(" and ", parts)}";
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
        if (fee.Account is not null)
            yield return $"account {fee.Account}";
        if (fee.CosAccount is not null)
            yield return $"COS {fee.CosAccount}";
        if (fee.FinanceAmount is { } part)
            yield return string.Create(CultureInfo.InvariantCulture, $"of it {part:N2} to the supplier");
    }
}
