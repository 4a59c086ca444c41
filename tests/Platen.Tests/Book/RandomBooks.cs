using CsCheck;
using Platen.Book;
using Platen.Contracts;
using Platen.Customers;
using Platen.Rating;
using Platen.Setup;

namespace Platen.Tests.Book;

/// <summary>Books of any shape that the rules allow.</summary>
static class RandomBooks
{
    static readonly string[] Types = ["Mono", "Colour", "A3 \"wide\""];
    static readonly Gen<string?> Text = One<string?>(null, "Reception", "Böro 2", "O'Brien & Söhne", "日本", "a\tb");
    static readonly Gen<decimal> Money = Gen.Select(Gen.Int[0, 99_999], Gen.Int[0, 4], (amount, scale) => new decimal(amount, 0, 0, false, (byte)scale));
    static readonly Gen<DateOnly> Day = Gen.Int[0, 700].Select(days => new DateOnly(2025, 1, 1).AddDays(days));
    static readonly Gen<ReadingSource> Source = Gen.Enum<ReadingSource>();

    static readonly Gen<Level[]> Levels = Gen.Select(Gen.Int[1, 4], Money, Money, (count, first, step) => Enumerable.Range(0, count)
        .Select(i => new Level { From = i == 0 ? 0 : 2000 + i * 1000, UnitCharge = first + i, FinanceAmount = i == 1 ? step : null }).ToArray());

    /// <summary>The fields that came after the first books, each with its default among its values.</summary>
    static readonly Gen<(string? Account, int? Cycle, bool Active, Inclusion[] Inclusions, Contact[] Contacts)> Details =
        from account in One<string?>(null, "4100", "revenue:copies")
        from cycle in One<int?>(null, 3, 12)
        from active in Gen.Bool
        from kinds in Gen.Enum<InclusionKind>().Array[0, 2]
        from names in One("Ann", "Böhm").Array[0, 2]
        from text in Text
        select (account, cycle, active,
            kinds.Select(kind => new Inclusion { Kind = kind, Code = "TN-1", Quantity = 2.50m, Fee = active ? "Rental" : null }).ToArray(),
            names.Select(name => new Contact { Name = name, Phone = text }).ToArray());

    /// <summary>The dealer's own tables: none, one or two rows of each.</summary>
    static readonly Gen<BookDocument> Tables =
        from rows in Gen.Int[0, 2].Array[11]
        from text in Text
        from rate in Money
        from day in Day
        select new BookDocument
        {
            Book = BookDocument.CurrentVersion,
            Sites = Rows(rows[0], no => new Site { Code = Name("B", no), Name = "Branch" }),
            ExchangeRates = Rows(rows[1], no => new ExchangeRate { Currency = "USD", From = day.AddDays(no), Rate = rate + 1 }),
            TaxRates = Rows(rows[2], no => new TaxRate { Name = Name("T", no), From = day, Percent = rate % 100 }),
            ContractTypes = Rows(rows[3], no => new ContractType { Code = Name("Y", no), Name = text, Prefix = Name("Y", no), NextNumber = no + 1, FeeTypes = ["Rental"], Prepaid = no == 1 }),
            FeeTypes = Rows(rows[4], no => new FeeType { Type = Name("F", no), Description = text, Account = "4100" }),
            MeterTypes = Rows(rows[5], no => new MeterType { Type = Name("N", no), Description = text, Resets = no == 1 }),
            PartCodes = Rows(rows[6], no => new PartCode { Code = Name("P", no), Description = text, Meters = [new PartMeter { Type = "Mono", Digits = 6 + no }] }),
            ProductCategories = Rows(rows[7], no => new ProductCategory { Code = Name("G", no), Name = text, Parent = no == 0 ? null : Name("G", 0), StockAccount = "1300" }),
            Products = Rows(rows[8], no => new Product { Code = Name("D", no), Name = text, Category = rows[7] == 0 ? null : Name("G", 0) }),
            CountCycles = Rows(rows[9], no => new CountCycle { Name = Name("M", no), Every = CountEvery.Monthly, From = day }),
            RunSets = Rows(rows[10], no => new RunSet { Name = Name("R", no), Cycle = rows[9] == 0 ? null : Name("M", 0), Text = text }),
        };

    public static readonly Gen<BookDocument> Any =
        from customers in Gen.Int[1, 5].SelectMany(count => Gen.Int[0, 3].Array[count].SelectMany(Customers))
        from machines in Gen.Int[0, 6].SelectMany(count => Machine(customers).Array[count])
        from contracts in Gen.Int[0, 4].SelectMany(count => Contract(customers, machines).Array[count])
        from readings in machines.All(machine => machine.Meters.Count == 0) ? Gen.Const(Array.Empty<BookReading>()) : Reading(machines).Array[0, 40]
        from tax in Money
        from tables in Tables
        select tables with
        {
            Company = new BookCompany { Name = "Dealer", Currency = "EUR", TaxRate = tax % 100 },
            Customers = customers,
            Machines = [.. machines.Select((machine, i) => machine with { Serial = Name("S", i) })],
            Contracts = [.. contracts.Select((contract, i) => contract with { Number = Name("C", i) })],
            Readings = readings,
        };

    static T[] Rows<T>(int count, Func<int, T> row) => [.. Enumerable.Range(0, count).Select(row)];

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    static string Name(string letter, int number) => letter + number.ToString(CultureInfo.InvariantCulture);

    static Gen<BookCustomer[]> Customers(int[] kinds) => Text.Array[kinds.Length].Select(texts => kinds
        .Select((kind, i) => new BookCustomer
        {
            Code = Name("K", i) + texts[i],
            Name = "Customer",
            Roles = [.. Enum.GetValues<BookRole>().Take(kind)],
            Currency = kind == 1 ? "USD" : null,
            InvoicePerMachine = kind == 2,
            Email = texts[i],
            Delivery = kind == 2 ? DeliveryWay.Print : null,
            Addresses = kind == 0 ? [] :
            [
                new Address { Name = "Office", Lines = ["1 Main Street", texts[i] ?? "Anytown"], Default = kind == 3 },
                new Address { Name = "Works", Kind = AddressKind.Machine, Lines = ["2 Works Road"] },
            ],
            Locations = kind == 2 ? ["Reception", "Cellar"] : [],
        }).ToArray());

    static Gen<BookMachine> Machine(BookCustomer[] customers) =>
        from customer in One(customers)
        from location in Text
        from meters in Gen.Int[0, Types.Length]
        from size in One<long?>(null, 65_536, 1_000_000)
        select new BookMachine
        {
            Serial = "",
            Customer = customer.Code,
            Location = location,
            Meters = [.. Types.Take(meters).Select(type => new BookMeter { Type = type, RollsOverAt = size })],
        };

    static Gen<BookContract> Contract(BookCustomer[] customers, BookMachine[] machines) =>
        from customer in One(customers)
        from status in Gen.Enum<ContractStatus>()
        from start in Day
        from versions in Gen.Int[1, 3]
        from terms in Terms(customers, machines).Array[versions]
        select new BookContract
        {
            Number = "",
            Customer = customer.Code,
            Type = "cost-per-copy",
            Status = status,
            Start = start,
            End = versions == 3 ? start.AddYears(3) : null,
            Terms = [.. terms.Select((version, i) => version with { From = new Period(2026, 1 + i * 3) })],
        };

    static Gen<ContractTerms> Terms(BookCustomer[] customers, BookMachine[] machines) =>
        from levels in Levels
        from minimum in Money
        from payer in One(customers)
        from chosen in Gen.Bool.Array[machines.Length]
        from pooled in Gen.Bool
        from text in Text
        from details in Details
        select new ContractTerms
        {
            From = new Period(2026, 1),
            CycleMonths = levels.Length,
            Items = [.. machines.Select((machine, i) => (machine, i)).Where(pair => chosen[pair.i]).Select(pair => new ContractItem
            {
                Machine = Name("S", pair.i),
                Description = text,
                Place = text,
                IsExtra = pooled,
                CosAccount = details.Account,
                Inclusions = details.Inclusions,
                Contacts = details.Contacts,
                Meters = [.. pair.machine.Meters.Select(meter => new ItemMeter
                {
                    Type = meter.Type, StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), Aggregate = pooled, Levels = pooled ? [] : levels,
                    Active = details.Active, Account = details.Account,
                })],
            })],
            EnforceAuthorisation = details.Active,
            Escalation = details.Cycle is null ? null : new Escalation { Type = pooled ? EscalationType.Percentage : EscalationType.Amount, Amount = minimum % 1000, Period = 3, Cap = details.Active ? 5 : null },
            OrderNumber = text,
            OrderNumberRequired = details.Active,
            Contacts = details.Contacts,
            AggregateFees =
            [
                new Fee
                {
                    Type = "Rental", Amount = minimum, BillTo = payer.Code, Description = text, Account = details.Account, CycleMonths = details.Cycle,
                    BillingPeriod = details.Cycle,
                },
            ],
            AggregateMeters = pooled ? [.. Types.Select(type => new PoolMeter { Type = type, MinBilling = minimum, MinQuantity = 1000, Levels = levels, Active = details.Active, OrderNumber = text })] : [],
        };

    static Gen<BookReading> Reading(BookMachine[] machines) =>
        from meter in One([.. machines.SelectMany((machine, i) => machine.Meters.Select(meter => (Serial: Name("S", i), meter.Type)))])
        from day in Day
        from value in Gen.Int[0, 65_535]
        from source in Source
        from happened in One<BookEventType?>(null, null, null, BookEventType.Reset, BookEventType.Rollover)
        select new BookReading
        {
            Serial = meter.Serial,
            Meter = meter.Type,
            Date = day,
            Value = value,
            Source = source,
            Event = happened is { } what ? new BookEvent { Type = what, NewStart = what == BookEventType.Reset ? value / 2 : 0 } : null,
        };
}
