using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Groups;

/// <summary>Machine charge groups by 2.8: the finance company's limit every period, the customer's overs in the cycle's last.</summary>
public class GroupRatingTests
{
    /// <summary>Amounts as the rules print them: a period each.</summary>
    static decimal[] Row(string text) => [.. text.Split(" / ").Select(Make.Decimal)];

    [Theory]
    [InlineData("T110", "800 / 1200 / 1100", "-200 / 200 / 100", "-200 / 0 / 100", "0 / 0 / 100")]
    [InlineData("T111", "800 / 900 / 1000", "-200 / -100 / 0", "-200 / -300 / -300", "0 / 0 / 0")]
    [InlineData("T112", "1000 / 1000 / 1000", "0 / 0 / 0", "0 / 0 / 0", "0 / 0 / 0")]
    [InlineData("T113", "1000.01 / 1000 / 1000", "0.01 / 0 / 0", "0.01 / 0.01 / 0.01", "0 / 0 / 0.01")]
    [InlineData("T114", "0 / 0 / 3500", "-1000 / -1000 / 2500", "-1000 / -2000 / 500", "0 / 0 / 500")]
    [InlineData("T116", "800 / 1200 / 1100 / 1300", "-200 / 200 / 100 / 300", "-200 / 0 / 100 / 300", "0 / 0 / 100 / 0")]
    public void A_cycle_of_three_at_1000(string rule, string use, string variance, string balance, string customer)
    {
        Assert.NotEmpty(rule);
        var months = new GroupLife().Months(Row(use));

        Assert.All(months, month => Assert.Equal(1000m, month.Finance));
        Assert.Equal(Row(variance), months.Select(month => month.Due[^1].Variance));
        Assert.Equal(Row(balance), months.Select(month => month.Due[^1].Balance));
        Assert.Equal(Row(customer), months.Select(month => month.Customer));
    }

    [Fact]
    public void T115_a_cycle_of_one_charges_the_overs_every_month()
    {
        var months = new GroupLife(GroupLife.Seed with { CycleMonths = 1 }).Months(800, 1200);

        Assert.Equal([0m, 200m], months.Select(month => month.Customer));
        Assert.Equal([-200m, 200m], months.Select(month => month.Due[^1].Balance));
    }

    [Fact]
    public void T117_tax_comes_on_top_of_both()
    {
        var months = new GroupLife().Months(800, 1200, 1100);
        var (finance, customer) = Invoicing.Draft(months[2], _ => default, _ => null);

        Assert.Equal((1000m, 100m, 1100m), (finance!.Net, finance.Tax, finance.Total));
        Assert.Equal(110m, Assert.Single(customer).Total);
    }

    [Fact]
    public void T118_the_next_cycle_begins_at_nothing()
    {
        var months = new GroupLife().Months(800, 900, 1000, 1200);

        Assert.Equal(200m, months[3].Due[^1].Balance);
        Assert.Equal(0, GroupLife.Seed.Position(Month("2019-08")));
        Assert.True(months[2].Settles);
        Assert.False(months[3].Settles);
    }

    [Fact]
    public void T119_one_invoice_a_machine_by_what_each_used()
    {
        var life = new GroupLife();
        life.Month(Month("2019-05"), ("M1", "Mono", 400), ("M2", "Mono", 240), ("M3", "Mono", 160));
        life.Month(Month("2019-06"), ("M1", "Mono", 600), ("M2", "Mono", 360), ("M3", "Mono", 240));
        var last = life.Month(Month("2019-07"), ("M1", "Mono", 550), ("M2", "Mono", 330), ("M3", "Mono", 220))!;

        var (_, apart) = Invoicing.Draft(last, _ => new InvoicePreference(false, PerMachine: true), _ => null);
        var (_, together) = Invoicing.Draft(last, _ => default, _ => null);

        Assert.Equal([("M1", 50m), ("M2", 30m), ("M3", 20m)], apart.Select(invoice => (invoice.Machine!, invoice.Net)));
        Assert.Equal(100m, Assert.Single(Assert.Single(together).Lines).Amount);
    }

    [Fact]
    public void T122_up_to_the_limit_would_lose_what_was_used()
    {
        var months = new GroupLife().Months(800, 1200, 1100);

        // 800 / 1000 / 1000 and 100 would bill 2,900 for 3,100 of usage.
        Assert.Equal(3100m, months.Sum(month => month.Finance + month.Customer));
    }

    [Fact]
    public void A23_a_cent_that_is_left_is_the_largests()
    {
        var life = new GroupLife(GroupLife.Seed with { CycleMonths = 1 });
        var month = life.Month(Month("2019-05"), ("M1", "Mono", 250), ("M2", "Mono", 500.01m), ("M3", "Mono", 250))!;

        Assert.Equal([("M2", 0.01m)], month.Parts(machine => new(machine, null)).Select(part => (part.Machine!, part.Amount)));
    }

    [Fact]
    public void G9_overs_are_divided_by_where_the_machines_invoices_go()
    {
        var life = new GroupLife(GroupLife.Seed with { CycleMonths = 1 });
        var month = life.Month(Month("2019-05"), ("M1", "Mono", 600), ("M2", "Mono", 300), ("M3", "Mono", 300))!;

        var (finance, customer) = Invoicing.Draft(month, _ => default, machine => machine == "M3" ? null : "Depot");

        Assert.Equal((1000m, null), (finance!.Net, finance.Address));
        Assert.Equal([(null, 50m), ("Depot", 150m)], customer.Select(invoice => (invoice.Address, invoice.Net)));
        Assert.All(customer, invoice => Assert.Null(invoice.Machine));
    }

    [Fact]
    public void G10_overs_are_told_by_the_meters_products()
    {
        var life = new GroupLife(GroupLife.Seed with { CycleMonths = 1, ExcessProducts = [new("Mono", "MonoExcess"), new("Colour", "ColourExcess")] });
        var month = life.Month(Month("2019-05"), ("M1", "Mono", 600), ("M1", "Colour", 300), ("M2", "Mono", 300))!;

        Assert.Equal([("ColourExcess", 50m), ("MonoExcess", 150m)], month.Parts(_ => default).Select(part => (part.Product!, part.Amount)));
        Assert.Equal([("M1", "ColourExcess", 50m), ("M1", "MonoExcess", 100m), ("M2", "MonoExcess", 50m)],
            month.Parts(machine => new(machine, null)).Select(part => (part.Machine!, part.Product!, part.Amount)));
    }

    [Fact]
    public void G3_a_reading_that_comes_late_counts_in_its_period()
    {
        var life = new GroupLife();
        Assert.Equal(-1000m, life.Month(Month("2019-05"))!.Due[^1].Balance);
        life.Use(Month("2019-05"), ("M1", "Mono", 1500));
        life.Month(Month("2019-06"), ("M1", "Mono", 1000));
        var last = life.Month(Month("2019-07"), ("M1", "Mono", 1000))!;

        Assert.Equal(500m, last.Customer);
        Assert.Equal([500m, 0m, 0m], last.Cycle.Select(month => month.Variance));
    }

    [Fact]
    public void A_period_that_was_left_out_is_paid_for_with_the_next()
    {
        var life = new GroupLife();
        var second = life.Month(Month("2019-06"), ("M1", "Mono", 2400))!;

        Assert.Equal(["2019-05", "2019-06"], second.Due.Select(month => month.Period.ToString()));
        Assert.Equal((2000m, 400m), (second.Finance, second.Due[^1].Balance));
        var (finance, _) = Invoicing.Draft(second, _ => default, _ => null);
        Assert.Equal([1000m, 1000m], finance!.Lines.Select(line => line.Amount));
    }

    [Fact]
    public void A22_what_comes_after_a_cycle_waits_for_its_end()
    {
        var life = new GroupLife();
        life.Months(800, 1200);

        Assert.Equal(Month("2019-07"), GroupRating.Overdue(life.ToRate, Month("2019-08")));
        Assert.Null(life.Month(Month("2019-08"), ("M1", "Mono", 500)));
    }

    [Fact]
    public void Billed_once_a_period_owes_nothing_more()
    {
        var life = new GroupLife();
        life.Months(800, 1200, 1100);

        Assert.Null(life.Month(Month("2019-07")));
        Assert.True(GroupRating.IsSettled(life.ToRate, Month("2019-06")));
        Assert.False(GroupRating.IsSettled(life.ToRate, Month("2019-08")));
    }

    [Theory]
    [InlineData("800 / 1500", 300)]
    [InlineData("800 / 900", 0)]
    public void G12_a_group_that_ends_early_charges_what_is_above_and_drops_what_is_below(string use, int customer)
    {
        var life = new GroupLife(GroupLife.Seed with { End = Month("2019-06") });
        var months = life.Months(Row(use));

        Assert.Equal((1000m, (decimal)customer, true), (months[1].Finance, months[1].Customer, months[1].Settles));
        Assert.Null(life.Month(Month("2019-07")));
    }

    [Fact]
    public void G12_a_group_that_ended_with_a_billed_period_is_settled_by_the_next_run()
    {
        var life = new GroupLife();
        life.Months(800, 1500);
        life.Terms = life.Terms with { End = Month("2019-06") };

        var after = life.Month(Month("2019-07"))!;

        Assert.Equal((0m, 300m), (after.Finance, after.Customer));
        var (finance, customer) = Invoicing.Draft(after, _ => default, _ => null);
        Assert.Null(finance);
        Assert.Equal(300m, Assert.Single(customer).Net);
        Assert.Null(life.Month(Month("2019-08")));
    }

    [Fact]
    public void A_new_limit_counts_from_the_next_period()
    {
        var life = new GroupLife();
        life.Months(800, 1200);
        life.Terms = life.Terms with { Limit = 1100 };

        Assert.Equal((1100m, 0m), (life.Month(Month("2019-07"), ("M1", "Mono", 1100))!.Finance, 0m));
    }

    [Fact]
    public void The_finance_companys_invoice_tells_nothing_of_the_overs()
    {
        var last = new GroupLife().Months(800, 1200, 1100)[2];
        var (finance, customer) = Invoicing.Draft(last, _ => default, _ => null);

        var line = Assert.Single(finance!.Lines);
        Assert.Equal((LineKind.FinanceLimit, "", "MPSFIN: print charges as agreed for 2019-07"), (line.Kind, line.Contract, line.Explanation));
        Assert.Equal("Print charges of 3,100.00 from 2019-05 to 2019-07, less 3,000.00 charged to FIN-B", Assert.Single(Assert.Single(customer).Lines).Explanation);
    }
}
