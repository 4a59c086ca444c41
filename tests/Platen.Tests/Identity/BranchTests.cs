using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>
/// Who is limited to branches finds nothing of another's, wherever they look, nor of others' accounts where both limits hold. What is
/// whose, the dealer's numbers say: each begins with its branch and whose account it is.
/// </summary>
public partial class BranchTests
{
    const string Sipho = "sipho@dealer.example", Johannesburg = "JHB", CapeTown = "CPT";

    /// <summary>A contract of each branch for each account; the first two are one customer's, of whom the second is in Cape Town.</summary>
    static readonly string[] Contracts = ["JHB-OWN", "CPT-OWN", "JHB-OTHER", "CPT-OTHER", "NONE-OTHER"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Nothing_of_another_branch_is_in_any_answer(TestDatabase database)
    {
        await Dealer(database);
        await using var platen = await RunningPlaten.On(database);
        using var sipho = platen.Visitor();
        await sipho.SignIn(Sipho);
        var named = Named.ToList();
        var paths = Addresses.Of(platen).Where(address => address.Method == HttpMethod.Get).Select(address => address.Path).Concat(named).Distinct().ToList();

        await Shows(["none"], Contracts);
        await Shows(["none", "--site", Johannesburg], ["JHB-OWN", "JHB-OTHER"]);
        await Shows(["own", "--site", Johannesburg], ["JHB-OWN"]);

        async Task Shows(string[] limit, string[] seen)
        {
            var limited = await database.Platen(["user", "limit", Sipho, .. limit]);
            Assert.True(limited.Exit == Exit.Done, limited.Error);
            var (found, leaks, there) = (seen.ToDictionary(contract => contract, _ => 0), new List<string>(), new HashSet<string>());
            foreach (var path in paths)
            {
                using var answer = await sipho.Http.GetAsync(path, Cancellation);
                var text = await answer.Content.ReadAsStringAsync(Cancellation);
                Assert.True((int)answer.StatusCode < 500, $"{string.Join(' ', limit)}: {path} answered {answer.StatusCode}");
                // That there is no such record may be said by its name.
                if (answer.IsSuccessStatusCode)
                    there.Add(Kind(path));
                else
                    text = text.Replace(path.Split('/')[^1], "", StringComparison.Ordinal);
                foreach (var contract in Contracts.Where(contract => text.Contains(contract, StringComparison.OrdinalIgnoreCase)))
                {
                    if (!found.TryGetValue(contract, out var count))
                        leaks.Add($"{path} tells {contract}");
                    found[contract] = count + 1;
                }
            }

            Assert.True(leaks.Count == 0, $"{string.Join(' ', limit)}: {string.Join(", ", leaks)}");
            Assert.All(seen, contract => Assert.InRange(found[contract], 15, paths.Count));
            if (limit is ["none"])
                Assert.Empty(named.Select(Kind).Except(there)); // an address that is none would keep everybody's secrets
        }
    }

    /// <summary>An address whatever record it names.</summary>
    static string Kind(string path) => Records().Replace(path, "_");

    [GeneratedRegex("(JHB|CPT|NONE)-(OWN|OTHER)|[0-9]+(?!-)(?=$|[/?&])|INV[0-9]+")]
    private static partial Regex Records();

    [Theory, EveryDatabase]
    public async Task A_customer_of_two_branches_is_seen_with_the_one_and_its_common_invoice_by_who_sees_both(TestDatabase database)
    {
        await Dealer(database);

        Assert.Equal(("OWN, JHB-OTHER, COMMON", "JHB-OTHER, JHB-OWN", 1, 2), await Seen(Johannesburg));
        // A consolidated customer has one invoice, and one draft, for its contracts of both.
        Assert.Equal(("OWN, JHB-OTHER, CPT-OTHER, COMMON", "CPT-OTHER, CPT-OWN, JHB-OTHER, JHB-OWN, all of COMMON", 3, 5), await Seen(Johannesburg, CapeTown));

        async Task<(string Customers, string Invoices, int Drafts, int Posted)> Seen(params string[] sites)
        {
            await using var db = new LimitedDb(database.Database, new Limit(null, sites));
            var customers = await db.Customers.OrderBy(customer => customer.Id).Select(customer => customer.Code).ToListAsync(Cancellation);
            var invoices = await db.Invoices.Select(invoice => invoice.Contract ?? "all of " + invoice.BillTo).ToListAsync(Cancellation);
            var answer = await new AnswerRun(database.Database, db, TimeProvider.System).Of(2, Cancellation);
            var posted = await db.Invoices.CountAsync(invoice => invoice.Period == new Period(2026, 1), Cancellation);
            Assert.Equal(await db.DraftInvoices.CountAsync(Cancellation), answer.Invoices.Count);
            return (string.Join(", ", customers), string.Join(", ", invoices.Order(StringComparer.Ordinal)), answer.Invoices.Count, posted);
        }
    }

    /// <summary>Lists, wide open, and each record by its name.</summary>
    static IEnumerable<string> Named =>
        ((string[])
            [
                "/contracts?status=any", "/api/v1/contracts?status=any", "/api/v1/contracts?status=never-escalated", "/api/v1/readings?period=2026-02", "/api/v1/readings?period=2026-02&state=review",
                "/api/v1/customers?q=o", "/api/v1/invoices?q=1", "/api/v1/deliveries?period=2026-01", "/api/v1/deliveries?period=2026-01&state=print",
                "/month/2026-01/deliver", "/month/2026-02", "/month/2026-02/readings", "/month/2026-02/review", "/month/2026-02/run", "/month/2026-02/post", "/month/2026-02/close",
                "/runs/1", "/runs/2", "/api/v1/runs/2", "/api/v1/runs?period=2026-01", "/prepaid", "/prepaid?state=running",
            ])
            .Concat(Contracts.SelectMany(contract => (string[])
            [
                $"/contracts/{contract}", $"/api/v1/contracts/{contract}", $"/machines/{contract}-M", $"/api/v1/machines/{contract}-M", $"/api/v1/invoices?contract={contract}",
                $"/customers/{contract}", $"/api/v1/customers/{contract}", $"/api/v1/prepaid?contract={contract}", $"/api/v1/machines/{contract}-M/readings",
            ]))
            .Concat(
                from customer in Enumerable.Range(1, 6)
                from no in Enumerable.Range(0, 2)
                select string.Create(CultureInfo.InvariantCulture, $"/runs/2/drafts/{customer}/{no}"))
            .Concat(
                from number in Enumerable.Range(1, 6)
                from path in (string[])["/invoices/INV000000{0}", "/api/v1/invoices/INV000000{0}"]
                select string.Format(CultureInfo.InvariantCulture, path, number));

    /// <summary>
    /// Two branches, whose customers Sipho cares for or another does: January posted and delivered, February drafted as far as it goes,
    /// with a reading held in Cape Town. Sipho may do everything, within his limit.
    /// </summary>
    static async Task Dealer(TestDatabase database)
    {
        var book = new DealerBook().Site(Johannesburg).Site(CapeTown)
            .Customer("OWN", manager: "Sipho@Dealer.example").Customer("JHB-OTHER", manager: "other@dealer.example").Customer("CPT-OTHER").Customer("NONE-OTHER")
            .Customer("COMMON", consolidated: true);
        foreach (var contract in (string[])[.. Contracts, "COMMON-1", "COMMON-2"])
        {
            var customer = contract.EndsWith("-OWN", StringComparison.Ordinal) ? "OWN" : contract.StartsWith("COMMON", StringComparison.Ordinal) ? "COMMON" : contract;
            var site = contract is "COMMON-1" || contract.StartsWith(Johannesburg, StringComparison.Ordinal) ? Johannesburg
                : contract is "COMMON-2" || contract.StartsWith(CapeTown, StringComparison.Ordinal) ? CapeTown : null;
            book.Machine($"{contract}-M", customer, "Mono")
                .Contract(contract, customer, Terms($"{contract}-M"), type: contract.StartsWith("COMMON", StringComparison.Ordinal) ? "cost-per-copy" : "prepaid", site: site)
                .Reading($"{contract}-M", "Mono", "2026-01-31", 1100);
        }

        foreach (var read in (string[])["JHB-OWN-M", "CPT-OTHER-M", "COMMON-1-M", "COMMON-2-M"])
            book.Reading(read, "Mono", "2026-02-28", 1200);
        await book.Import(database);
        var held = await new EnterReading(database.Database, database.Trail()).Run(new Entry("CPT-OWN-M", "Mono", new DateOnly(2026, 2, 28), 900), Cancellation);
        Assert.Equal(Verdict.Held, held.Verdict);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        Assert.NotEqual(Exit.Failed, (await database.Platen("deliver", "2026-01")).Exit);
        await database.Bill("2026-02");
        await database.Add();
        await database.Add(Sipho, "Admin", "Sipho Nkosi");

        static ContractTerms Terms(string machine)
        {
            if (machine.StartsWith("COMMON", StringComparison.Ordinal))
                return DealerBook.Alone(machine, fee: 10);
            var pool = DealerBook.Pool([machine], 1000, 1000, new Level { From = 0, UnitCharge = 0.50m });
            return pool with
            {
                EnforceAuthorisation = true,
                Items = [pool.Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 10 }] }],
                Prepaid = [new PrepaidMeter { Type = "Mono", Start = new DateOnly(2026, 1, 1), End = new DateOnly(2036, 12, 31), IncludedUsage = 10_000 }],
            };
        }
    }
}
