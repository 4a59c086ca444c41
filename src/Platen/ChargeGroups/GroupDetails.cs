using System.ComponentModel;
using Platen.Rating;
using Platen.Shell;

namespace Platen.ChargeGroups;

/// <summary>A charge group as it is written and read: by a book, a page, a program, a verb.</summary>
[Description("Machines of one customer whose meter charges a finance company pays up to a limit every period; the customer pays what goes beyond it over a cycle.")]
public sealed record GroupDetails
{
    public required string Name { get; init; }

    [Description("The first period whose charges go through the group; each machine must be next charged for it.")]
    public required Period StartPeriod { get; init; }

    [Description("The last one; null while it is open.")]
    [DefaultValue(null)]
    public Period? EndPeriod { get; init; }

    [Description("The machines' customer, by code.")]
    public required string Customer { get; init; }

    [Description("The finance company, by code.")]
    public required string FinancedBy { get; init; }

    [Description("Months from one charge to the customer to the next; default 1.")]
    public int CycleMonths { get; init; } = 1;

    [Description("What the finance company pays every period, before tax, in the customer's currency.")]
    public required decimal Limit { get; init; }

    [Description("What the finance company's invoice calls it.")]
    public required string ChargeProduct { get; init; }

    [Description("What the customer's invoice calls the overs of each meter type; default: they are one sum.")]
    [DefaultValue(null)]
    public IReadOnlyList<ExcessProduct> ExcessProducts { get; init; } = [];

    [Description("Serials of the machines that are in it since its start.")]
    public IReadOnlyList<string> Machines { get; init; } = [];

    [Description("Machines that joined later, or have left.")]
    [DefaultValue(null)]
    public IReadOnlyList<GroupMembership> Joined { get; init; } = [];

    const int MostMonths = 60;

    /// <summary>What is wrong with it by itself.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim() != Name || Name.Length > 60)
            yield return new Fault("name", "A name is up to 60 letters, with no space before or after.");
        if (StartPeriod == default)
            yield return new Fault("startPeriod", "Missing: the first period whose charges go through the group, like \"2026-01\".");
        if (EndPeriod < StartPeriod)
            yield return new Fault("endPeriod", "The last period is not before the first.");
        if (CycleMonths is < 1 or > MostMonths)
            yield return new Fault("cycleMonths", FormattableString.Invariant($"A cycle has 1 to {MostMonths} months."));
        if (Limit <= 0 || Limit != Money.Round(Limit))
            yield return new Fault("limit", "A limit is above 0, in whole cents.");
        if (string.IsNullOrWhiteSpace(ChargeProduct))
            yield return new Fault("chargeProduct", "May not be empty: what the finance company's invoice calls it.");
        if (FinancedBy == Customer)
            yield return new Fault("financedBy", "The finance company is another than the customer.");
        for (var i = 0; i < Machines.Count; i++)
        {
            if (Machines.Take(i).Contains(Machines[i]))
                yield return new Fault(FormattableString.Invariant($"machines[{i}]"), $"{Machines[i]} stands twice. Keep one.");
        }

        for (var i = 0; i < Joined.Count; i++)
        {
            if (Joined[i].From < StartPeriod || Joined[i].Until < Joined[i].From)
                yield return new Fault(FormattableString.Invariant($"joined[{i}]"), "A machine joins with the group's first period or later, and leaves with that one or later.");
        }

        for (var i = 0; i < ExcessProducts.Count; i++)
        {
            var product = ExcessProducts[i];
            if (string.IsNullOrWhiteSpace(product.Meter) || string.IsNullOrWhiteSpace(product.Product) || ExcessProducts.Take(i).Any(before => before.Meter == product.Meter))
                yield return new Fault(FormattableString.Invariant($"excessProducts[{i}]"), "Each meter type stands once, with the product of its overs.");
        }
    }
}

/// <summary>A machine in a group, from and up to and including the periods in whose runs it counts (G-11).</summary>
/// <param name="Until">Null while it is in it.</param>
public sealed record GroupMembership(string Machine, Period From, Period? Until = null);
