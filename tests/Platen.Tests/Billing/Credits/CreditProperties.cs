using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Billing.Credits;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>Whatever contracts there are and whatever was printed: credited, all is as it was before; billed again, as it was after (2.12).</summary>
public class CreditProperties
{
    const int Customers = 8, Months = 4;

    static readonly Period January = Period.Parse("2026-01");

    enum Kind
    {
        Alone,
        Pool,
        Prepaid,
        Rolling,
        Payers,
        Total,
        Group,
    }

    /// <summary>A customer's contract on two machines, the copies of each month, and whether the second month's readings came late.</summary>
    sealed record Life(Kind Kind, int[] Copies, bool Missed);

    static readonly Gen<Life> AnyLife = Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 3000].Array[2 * Months], Gen.Bool, (kind, copies, missed) => new Life(kind, copies, missed));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public Task A_credit_puts_everything_back_and_billing_again_makes_it_anew(TestDatabase database) => AnyLife.Array[Customers].SampleAsync(async lives =>
    {
        await using var fresh = await TestDatabase.Create(database.Kind);
        var book = Book(lives);
        await book.Import(fresh);
        for (var month = 1; month < Months; month++)
            await Bill(fresh, January.AddMonths(month - 1));
        var (before, due) = (await State(fresh), January.AddMonths(Months - 1));
        await Bill(fresh, due);
        var after = await State(fresh);
        await using var db = new Db(fresh.Database);
        var last = await db.Invoices.Where(invoice => invoice.Period == due).OrderBy(invoice => invoice.Id).Select(invoice => invoice.Number).ToListAsync(Stop);

        await Each(fresh, last, CreditWay.Only);
        Assert.Equal(before, await State(fresh));
        await Holds(fresh);
        await Each(fresh, last, CreditWay.Rebill);
        Assert.Equal(after, await State(fresh));
        await Holds(fresh);
        var invoices = await db.Invoices.Where(invoice => invoice.Period == due).ToListAsync(Stop);
        // The first bill and the last are the same, and the note takes one of them off.
        Assert.All(invoices.GroupBy(invoice => invoice.BillTo), payer =>
            Assert.Equal(payer.Where(invoice => invoice.Series == PostRun.Series).Sum(invoice => invoice.Total), 2 * payer.Sum(invoice => invoice.Total)));
    }, iter: 2, threads: 1);

    /// <summary>Those that went back with another, or were billed again with it, are done already.</summary>
    static async Task Each(TestDatabase database, List<long> numbers, CreditWay way)
    {
        foreach (var number in numbers)
        {
            try
            {
                await new CreditInvoice(database.Database, database.Trail()).Run(number.ToString(CultureInfo.InvariantCulture), new CreditRequest { Way = way, Reason = "Again" }, null, Stop);
            }
            catch (Refusal refusal) when (refusal.Message.Contains("was credited already", StringComparison.Ordinal))
            {
            }
        }
    }

    static async Task Bill(TestDatabase database, Period period)
    {
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(period), null, Stop);
        await new PostRun(database.Database, database.Trail()).Run(run, null, Stop);
    }

    static async Task Holds(TestDatabase database)
    {
        foreach (var verify in (string[][])[["verify"], ["verify", "audit"]])
        {
            var said = await database.Platen(verify);
            Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        }
    }

    /// <summary>All that the next run would go by.</summary>
    static async Task<string> State(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        var (company, next) = (await db.Company.SingleAsync(Stop), January.AddMonths(Months));
        var tables = await RunTables.Read(database.Database, db, company, next.LastDay, Stop);
        var inputs = new RunInputs(database.Database, company, tables);
        await using var connection = await database.Database.Connect(Stop);
        var contracts = await inputs.Read(connection, 0, int.MaxValue, next, null, Stop);
        var groups = await inputs.ReadGroups(0, int.MaxValue, next, null, Stop);
        return string.Join('\n', contracts.Select(contract => contract.ToRate).SelectMany(contract => (IEnumerable<string>)
        [
            contract.Contract,
            .. contract.BilledThrough.OrderBy(charge => charge.Key, StringComparer.Ordinal).Select(charge => $"  {charge.Key} {charge.Value}"),
            .. contract.Meters.OrderBy(meter => meter.Key.Machine, StringComparer.Ordinal).Select(meter => $"  {meter.Key} {meter.Value.LastBilled}"),
            .. (contract.Prepaid ?? []).Where(life => life.Value.Used > 0 || life.Value.IsOver).Select(life => $"  {life}"),
            .. (contract.Unmade ?? []).Where(charge => charge.Value.Count > 0).Select(charge => $"  {charge.Key} {string.Join(' ', charge.Value)}"),
            $"  ticked {contract.Versions[^1].Prepaid.Count(row => row.Marked)}",
        ]).Concat(groups.SelectMany(group => group).Select(group => $"{group.ToRate.Terms.Name} {string.Join(' ', group.ToRate.Billed)} {string.Join(' ', group.ToRate.Use)}")));
    }

    static DealerBook Book(Life[] lives)
    {
        var book = new DealerBook().Financer("FIN");
        foreach (var (place, life) in lives.Index())
        {
            var code = place.ToString("00", CultureInfo.InvariantCulture);
            string[] machines = [$"A{code}", $"B{code}"];
            book.Customer($"C{code}").Machine(machines[0], $"C{code}", "Mono").Machine(machines[1], $"C{code}", "Mono")
                .Contract($"CPC{code}", $"C{code}", Terms(life.Kind, machines), type: life.Kind == Kind.Prepaid ? "prepaid" : "cost-per-copy");
            if (life.Kind == Kind.Group)
                book.Group($"G{code}", $"C{code}", "FIN", machines, start: "2026-01", cycle: 2);
            Read(book, life, machines);
        }

        return book;
    }

    static void Read(DealerBook book, Life life, string[] machines)
    {
        for (var machine = 0; machine < machines.Length; machine++)
        {
            var counter = 1000L;
            for (var month = 0; month < Months; month++)
            {
                counter += life.Copies[machine * Months + month];
                if (month != 1 || !life.Missed || machine == 0)
                    book.Reading(machines[machine], "Mono", January.AddMonths(month).LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), counter);
            }
        }
    }

    static ContractTerms Terms(Kind kind, string[] machines)
    {
        var pool = DealerBook.Pool(machines, 100, 1000, new Level { From = 0, UnitCharge = 0.05m }, new Level { From = 2001, UnitCharge = 0.04m });
        var alone = DealerBook.Alone(machines[0], minimum: 50, quantity: 500, fee: 25);
        var both = alone with { Items = [alone.Items[0], alone.Items[0] with { Machine = machines[1], Fees = [] }] };
        return kind switch
        {
            Kind.Alone => both,
            Kind.Pool => pool,
            Kind.Prepaid => PrepaidRunTests.Terms(included: 9_000, fee: 300, machines: machines),
            Kind.Rolling => Priced(both, meter => meter with { MinBilling = 0, ShortfallCharge = 0.02m, CreditsShortfall = true }),
            Kind.Payers => Priced(both, meter => meter with { Payers = [new CopyPayer { BillTo = "FIN", UnitCharge = 0.003m }] }),
            Kind.Total => both with { MinimumTotal = 220 },
            Kind.Group => Priced(both, meter => meter with { MinBilling = 0, MinQuantity = 0, Levels = [new Level { From = 0, UnitCharge = 0.3m }] }),
        };
    }

    static ContractTerms Priced(ContractTerms terms, Func<ItemMeter, ItemMeter> priced) =>
        terms with { Items = Array.ConvertAll(terms.Items, item => item with { Meters = Array.ConvertAll(item.Meters, meter => priced(meter)) }) };
}
