using System.Text.Json;
using Platen.Billing.Groups;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Groups;

/// <summary>
/// Seed 004's dealer: customer A's machines, one contract each at 1.00 a copy, in a group that finance company B pays 1,000.00 a
/// month for, from May 2019 in cycles of three; and, month by month, the copies that they make.
/// </summary>
sealed class GroupBook
{
    public const string Group = "Customer A / Finance B";

    readonly Dictionary<string, long> _counters = [];

    public DealerBook Book { get; private set; } = new();

    public static GroupBook Seed(bool perMachine = false, decimal fee = 0, string[]? machines = null, int cycle = 3, Func<string, string?>? addresses = null)
    {
        var book = new GroupBook();
        book.Book.Customer("CUST-A", perMachine: perMachine, addresses: [.. (machines ?? All).Select(addresses ?? (_ => null)).OfType<string>().Distinct()]).Financer("FIN-B");
        foreach (var machine in machines ?? All)
        {
            book.Book.Machine(machine, "CUST-A", "Mono").Contract("C" + machine[1..], "CUST-A", Addressed(Terms(machine, fee), addresses?.Invoke(machine)), start: "2019-05-01");
            book._counters[machine] = 1000;
        }

        book.Book.Group(Group, "CUST-A", "FIN-B", machines ?? All, cycle: cycle);
        return book;
    }

    static readonly string[] All = ["M1", "M2", "M3"];

    static ContractTerms Addressed(ContractTerms terms, string? address) => terms with { Items = [terms.Items[0] with { BillingAddress = address }] };

    public static ContractTerms Terms(string machine, decimal fee = 0)
    {
        var terms = DealerBook.Alone(machine, rate: 1m, fee: fee == 0 ? null : fee);
        var item = terms.Items[0];
        return terms with { From = Period.Parse("2019-05"), Items = [item with { Meters = [item.Meters[0] with { ReadingDate = new DateOnly(2019, 4, 30) }] }] };
    }

    /// <summary>A month's copies by machine, read on its last day.</summary>
    public GroupBook Month(string month, params (string Machine, long Copies)[] copies)
    {
        foreach (var (machine, made) in copies)
            Book.Reading(machine, "Mono", Period.Parse(month).LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _counters[machine] = _counters.GetValueOrDefault(machine, 1000) + made);
        return this;
    }

    public static async Task<GroupCharges> Charges(TestDatabase database) =>
        JsonSerializer.Deserialize<GroupCharges>((await database.Platen("group", "charges", Group, "--json")).Output, Platen.Data.Json.Options)!;

    /// <summary>Hands over what was told since the last time.</summary>
    public async Task Import(TestDatabase database)
    {
        await Book.Import(database);
        Book = new DealerBook();
    }
}
