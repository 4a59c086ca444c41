using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Billing.Credits;
using Platen.ChargeGroups;
using Platen.Data;
using Platen.Rating;
using Platen.Tests.Billing.Credits;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Groups;

/// <summary>
/// G-8 in the ledger: whatever a group's cycle and limit, whoever joins and leaves, and whatever is credited and billed again on the way, every full
/// cycle by itself has cost finance company and customer together what was used, or the limits, whichever is more (T121).
/// </summary>
public class GroupLedgerProperties
{
    const int Groups = 4, Machines = 3, Months = 5;
    const decimal Rate = 0.37m;

    static readonly Period January = Period.Parse("2026-01");

    /// <summary>A customer with a group of its machines.</summary>
    /// <param name="Joins">By machine: the month in whose run it is in the group first.</param>
    /// <param name="Stays">By machine: how many months long.</param>
    /// <param name="Copies">By machine and month.</param>
    /// <param name="Credits">By month: how many months are credited after it, backward, and billed again; so far as they may be.</param>
    /// <param name="Corrects">By month: a credited reading was too high by half of its copies.</param>
    sealed record Life(int Cycle, int Limit, int[] Joins, int[] Stays, long[] Copies, int[] Credits, bool[] Corrects)
    {
        public bool IsIn(int machine, int month) => Joins[machine] <= month && month < Joins[machine] + Stays[machine];

        /// <summary>What went through the group in a month.</summary>
        public decimal Used(int month) => Enumerable.Range(0, Machines).Where(machine => IsIn(machine, month)).Sum(machine => Money.Round(Copies[At(machine, month)] * Rate));
    }

    static int At(int machine, int month) => machine * Months + month;

    static readonly Gen<Life> AnyLife = Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 150_000]), Gen.Int[0, 2].Array[Machines], Gen.Int[1, Months].Array[Machines], Gen.Long[0, 3000].Array[Machines * Months],
        Gen.Int[0, 3].Array[Months], Gen.Bool.Array[Months], (agreed, joins, stays, copies, credits, corrects) => new Life(agreed.Item1, agreed.Item2, joins, stays, copies, credits, corrects));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public Task G8_a_full_cycle_costs_what_was_used_or_the_limits_whatever_was_credited(TestDatabase database) => AnyLife.Array[Groups].SampleAsync(async lives =>
    {
        await using var fresh = await TestDatabase.Create(database.Kind);
        await Book(lives).Import(fresh);
        for (var month = 0; month < Months; month++)
        {
            if (month > 0)
                await JoinAndLeave(fresh, lives, month);
            await Bill(fresh, month);
            var back = 0;
            foreach (var (group, life) in lives.Index())
                back = Math.Max(back, await CreditBackward(fresh, life, group, month));
            for (var again = month - back + 1; again <= month; again++)
                await Bill(fresh, again);
        }

        await fresh.Holds();
        foreach (var (group, life) in lives.Index())
            await Balances(fresh, life, group);
    }, iter: 2, threads: 1);

    static async Task Balances(TestDatabase database, Life life, int group)
    {
        await using var db = new Db(database.Database);
        // Credit notes count with their sign: what was credited and billed again is paid once.
        var invoices = await db.Invoices.Where(invoice => invoice.ChargeGroup == Name(group)).Select(invoice => new { invoice.Period, invoice.BillTo, invoice.Net }).ToListAsync(Stop);
        for (var first = 0; first + life.Cycle <= Months; first += life.Cycle)
        {
            var cycle = Enumerable.Range(first, life.Cycle).ToList();
            var paid = invoices.Where(invoice => cycle.Contains(invoice.Period.MonthsSince(January))).ToList();
            Assert.Equal(Math.Max(cycle.Sum(life.Used), life.Cycle * life.Limit / 100m), paid.Sum(invoice => invoice.Net));
            Assert.All(cycle, month => Assert.Equal(life.Limit / 100m, paid.Where(invoice => invoice.BillTo == "FIN" && invoice.Period == January.AddMonths(month)).Sum(invoice => invoice.Net)));
            Assert.All(cycle.SkipLast(1), month => Assert.Equal(0, paid.Where(invoice => invoice.BillTo != "FIN" && invoice.Period == January.AddMonths(month)).Sum(invoice => invoice.Net)));
        }
    }

    static async Task JoinAndLeave(TestDatabase database, Life[] lives, int month)
    {
        var save = new SaveGroup(database.Database, database.Trail());
        foreach (var (group, life) in lives.Index())
        {
            for (var machine = 0; machine < Machines; machine++)
            {
                if (life.IsIn(machine, month) != life.IsIn(machine, month - 1))
                    await save.Machines(Name(group), [Serial(group, machine)], life.IsIn(machine, month), Stop);
            }
        }
    }

    /// <summary>Credits a group's last months, the last first, as long as nothing of them was billed since.</summary>
    /// <returns>How many months are to be billed again.</returns>
    static async Task<int> CreditBackward(TestDatabase database, Life life, int group, int month)
    {
        for (var back = 0; back < life.Credits[month]; back++)
        {
            await using var db = new Db(database.Database);
            var (name, period) = (Name(group), January.AddMonths(month - back));
            var finance = await (
                from row in db.BilledGroups
                join one in db.ChargeGroups on row.GroupId equals one.Id
                join invoice in db.Invoices on row.FinanceInvoiceId equals invoice.Id
                where one.Name == name && row.Period == period
                select new { invoice.Series, invoice.Number }).SingleOrDefaultAsync(Stop);
            if (finance is null || Invoice.NumberOf(finance.Series, finance.Number) is not { } number || !await new PreviewCredit(database.Database, database.Trail()).IsLast(number, Stop))
                return back;
            var corrected = back == 0 && life.Credits[month] == 1 && life.Corrects[month] ? Correct(life, group, month) : null;
            await new CreditInvoice(database.Database, database.Trail()).Run(number, new CreditRequest
            {
                Way = life.Credits[month] == 1 ? CreditWay.Rebill : CreditWay.Only,
                Reason = "Wrong",
                Readings = corrected is null ? [] : [corrected],
            }, null, Stop);
        }

        return life.Credits[month];
    }

    /// <summary>Half of a machine's copies of the month were made in the next.</summary>
    static RightReading? Correct(Life life, int group, int month)
    {
        var machine = Enumerable.Range(0, Machines).FirstOrDefault(machine => life.IsIn(machine, month), -1);
        if (machine < 0 || life.Copies[At(machine, month)] / 2 is not (> 0 and var late))
            return null;
        life.Copies[At(machine, month)] -= late;
        if (month + 1 < Months)
            life.Copies[At(machine, month + 1)] += late;
        return new RightReading(Serial(group, machine), "Mono", Counter(life, machine, month));
    }

    static async Task Bill(TestDatabase database, int month)
    {
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(January.AddMonths(month)), null, Stop);
        await using var db = new Db(database.Database);
        if (await db.Runs.AnyAsync(row => row.Id == run && row.State != RunState.Posted, Stop))
            await new PostRun(database.Database, database.Trail()).Run(run, null, Stop);
    }

    static DealerBook Book(Life[] lives)
    {
        var book = new DealerBook().Financer("FIN");
        foreach (var (group, life) in lives.Index())
        {
            book.Customer(Code(group));
            ContractItem[] items = [.. Enumerable.Range(0, Machines).Select(machine => DealerBook.Alone(Serial(group, machine), rate: Rate).Items[0])];
            for (var machine = 0; machine < Machines; machine++)
            {
                book.Machine(Serial(group, machine), Code(group), "Mono");
                for (var month = 0; month < Months; month++)
                    book.Reading(Serial(group, machine), "Mono", January.AddMonths(month).LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Counter(life, machine, month));
            }

            book.Contract("CPC" + Code(group), Code(group), DealerBook.Alone(Serial(group, 0)) with { Items = items })
                .Group(Name(group), Code(group), "FIN", Enumerable.Range(0, Machines).Where(machine => life.IsIn(machine, 0)).Select(machine => Serial(group, machine)),
                    start: "2026-01", cycle: life.Cycle, limit: (life.Limit / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        }

        return book;
    }

    static long Counter(Life life, int machine, int month) => 1000 + Enumerable.Range(0, month + 1).Sum(one => life.Copies[At(machine, one)]);

    static string Code(int group) => FormattableString.Invariant($"C{group}");

    static string Name(int group) => FormattableString.Invariant($"G{group}");

    static string Serial(int group, int machine) => FormattableString.Invariant($"M{group}{machine}");
}
