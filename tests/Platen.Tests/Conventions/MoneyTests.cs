using Platen.Data;
using Platen.Rating;

namespace Platen.Tests.Conventions;

/// <summary>Money and counts are exact: nothing that rates or bills touches a binary fraction (T-4).</summary>
public class MoneyTests
{
    static readonly string[] BinaryFractions = [typeof(double).FullName!, typeof(float).FullName!, typeof(Half).FullName!];

    [Fact]
    public void Rating_has_no_binary_fractions() => Convention.Holds(Users(CompiledType.In(typeof(Period).Assembly)));

    [Fact]
    public void Billing_has_no_binary_fractions_but_in_charts_and_in_places_on_paper() =>
        Convention.Holds(Users(CompiledType.In(typeof(Database).Assembly).Where(type =>
            type.Namespace.StartsWith("Platen.Billing", StringComparison.Ordinal)
            && !type.Namespace.StartsWith("Platen.Billing.Pages", StringComparison.Ordinal)
            && type.Namespace is not ("Platen.Billing.Invoices.Pdf" or "Platen.Billing.Escalation.Pdf" or "Platen.Billing.Statements.Pdf"))));

    static IEnumerable<string> Users(IEnumerable<CompiledType> types) =>
        from type in types
        where type.Uses.Overlaps(BinaryFractions)
        select $"{type.Namespace}.{type.Name}";
}
