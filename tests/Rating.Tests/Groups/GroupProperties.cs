using Platen.Rating.Tests.Support;

namespace Platen.Rating.Tests.Groups;

/// <summary>What holds for every charge group, whatever its machines print, join and leave (2.12).</summary>
public class GroupProperties
{
    const int Cases = 2_000, Months = 14;

    /// <summary>A group, and what each of up to four machines used in each month: nothing while it was not in it.</summary>
    sealed record Life(GroupTerms Terms, decimal[][] Use);

    static readonly Gen<decimal> Cents = Gen.Int[0, 200_000].Select(cents => cents / 100m);

    static readonly Gen<decimal[]> Machine = Gen.Select(Cents.Array[Months], Gen.Int[0, Months], Gen.Int[0, Months], (use, joins, leaves) =>
        use.Select((value, month) => month >= joins && (leaves <= joins || month < leaves) ? value : 0).ToArray());

    static readonly Gen<Life> AnyLife = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 300_000], Gen.Int[0, Months], Machine.Array[1, 4], (cycle, limit, end, use) => new Life(
        GroupLife.Seed with { CycleMonths = cycle, Limit = limit / 100m, End = end == 0 ? null : GroupLife.Seed.Start.AddMonths(end - 1) }, use));

    static (string, string, decimal)[] Used(Life life, int month) =>
        [.. life.Use.Select((machine, i) => (Make.Serial(i), "Mono", machine[month])).Where(use => use.Item3 != 0)];

    static List<RatedGroup?> Live(Life life)
    {
        var group = new GroupLife(life.Terms);
        return [.. Enumerable.Range(0, Months).Select(month => group.Month(life.Terms.Start.AddMonths(month), Used(life, month)))];
    }

    [Fact]
    public void T121_a_full_cycle_costs_what_was_used_or_the_limits_whichever_is_more() => AnyLife.Sample(life =>
    {
        var (months, cycle) = (Live(life), life.Terms.CycleMonths);
        for (var first = 0; first + cycle <= Months && (life.Terms.End is not { } end || life.Terms.Start.AddMonths(first + cycle - 1) <= end); first += cycle)
        {
            var paid = months.GetRange(first, cycle).Sum(month => month!.Finance + month.Customer);
            var used = life.Use.Sum(machine => machine.AsSpan(first, cycle).ToArray().Sum());
            if (paid != Math.Max(used, cycle * life.Terms.Limit))
                return false;
        }

        return true;
    }, iter: Cases);

    [Fact]
    public void The_customer_never_gets_money_and_pays_in_last_periods_alone() => AnyLife.Sample(life => Live(life).OfType<RatedGroup>()
        .All(month => month.Customer >= 0 && (month.Customer == 0 || life.Terms.IsLast(month.Due[^1].Period))), iter: Cases);

    [Fact]
    public void Each_month_is_as_a_clerk_would_have_it() => AnyLife.Sample(life =>
    {
        var clerk = new SlowGroup(life.Terms.Limit, life.Terms.CycleMonths, life.Terms.End?.MonthsSince(life.Terms.Start) + 1);
        return Live(life).Select((month, i) => (month?.Finance ?? 0, month?.Customer ?? 0) == clerk.Month(life.Use.Sum(machine => machine[i]))).ToList().TrueForAll(same => same);
    }, iter: Cases);

    [Fact]
    public void Its_parts_add_up_to_the_cent() => AnyLife.Sample(life =>
        Live(life).OfType<RatedGroup>().All(month => month.Parts(machine => new(machine, null)).Sum(part => part.Amount) == month.Customer
            && month.Parts(_ => default).Sum(part => part.Amount) == month.Customer), iter: Cases);

    [Fact]
    public void Months_billed_together_cost_as_much_as_each_by_itself() => Gen.Select(AnyLife, Gen.Int[0, (1 << Months) - 1]).Sample((life, skipped) =>
    {
        var group = new GroupLife(life.Terms);
        var paid = 0m;
        for (var month = 0; month < Months; month++)
        {
            var period = life.Terms.Start.AddMonths(month);
            // Only what does not end a cycle can be left out: the next run waits for that.
            if ((skipped & (1 << month)) != 0 && !life.Terms.IsLast(period) && month < Months - 1)
                group.Use(period, Used(life, month));
            else
                paid += group.Month(period, Used(life, month)) is { } rated ? rated.Finance + rated.Customer : 0;
        }

        return paid == Live(life).OfType<RatedGroup>().Sum(month => month.Finance + month.Customer);
    }, iter: Cases);
}
