using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Tests.Support;

/// <summary>
/// A dealer's book for a test, one line for each fact that matters; what is not said is plain. Handed over as a person
/// would: as a file to <c>platen import</c>.
/// </summary>
sealed class DealerBook
{
    readonly JsonObject _company = new() { ["name"] = "Test Dealer", ["currency"] = "ZAR", ["financialYearEndMonth"] = 12, ["taxRate"] = "15" };
    readonly JsonArray _sites = [], _customers = [], _machines = [], _contracts = [], _readings = [], _groups = [];

    public DealerBook Customer(string code, bool consolidated = false, bool perMachine = false, string? manager = null, string? email = null, string? delivery = null, params string[] addresses)
    {
        _customers.Add(new JsonObject
        {
            ["code"] = code,
            ["name"] = $"Customer {code}",
            ["consolidated"] = consolidated,
            ["invoicePerMachine"] = perMachine,
            ["accountManager"] = manager,
            ["email"] = email,
            ["delivery"] = delivery,
            ["addresses"] = new JsonArray([.. addresses.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["lines"] = new JsonArray($"1 {name} Street", "Anytown") })]),
        });
        return this;
    }

    public DealerBook Site(string code, string? name = null)
    {
        _sites.Add(new JsonObject { ["code"] = code, ["name"] = name ?? $"Branch {code}" });
        return this;
    }

    public DealerBook Supplier(string code)
    {
        _customers.Add(new JsonObject { ["code"] = code, ["name"] = $"Supplier {code}", ["roles"] = new JsonArray("supplier") });
        return this;
    }

    public DealerBook Financer(string code)
    {
        _customers.Add(new JsonObject { ["code"] = code, ["name"] = $"Financer {code}", ["roles"] = new JsonArray("finance-company") });
        return this;
    }

    /// <summary>A charge group, 1,000.00 a month; seed 004's where nothing else is said.</summary>
    public DealerBook Group(string name, string customer, string financedBy, IEnumerable<string> machines, string start = "2019-05", int cycle = 3, string limit = "1000.00", string? end = null)
    {
        var group = new JsonObject
        {
            ["name"] = name,
            ["startPeriod"] = start,
            ["customer"] = customer,
            ["financedBy"] = financedBy,
            ["cycleMonths"] = cycle,
            ["limit"] = limit,
            ["chargeProduct"] = "MPSFIN",
            ["machines"] = new JsonArray([.. machines.Select(machine => (JsonNode)machine)]),
        };
        if (end is not null)
            group["endPeriod"] = end;
        _groups.Add(group);
        return this;
    }

    public DealerBook Machine(string serial, string customer, params string[] meters)
    {
        _machines.Add(new JsonObject
        {
            ["serial"] = serial,
            ["partCode"] = "MFP",
            ["description"] = "A3 MFP",
            ["customer"] = customer,
            ["meters"] = new JsonArray([.. meters.Select(type => (JsonNode)new JsonObject { ["type"] = type, ["digits"] = 7 })]),
        });
        return this;
    }

    public DealerBook Contract(string number, string customer, ContractTerms terms, string status = "active", string start = "2026-01-01", string? end = null, string type = "cost-per-copy", string? site = null) =>
        Contract(number, customer, [terms], status, start, end, type, site);

    public DealerBook Contract(string number, string customer, IReadOnlyList<ContractTerms> versions, string status = "active", string start = "2026-01-01", string? end = null, string type = "cost-per-copy", string? site = null)
    {
        _contracts.Add(new JsonObject
        {
            ["number"] = number,
            ["customer"] = customer,
            ["type"] = type,
            ["site"] = site,
            ["status"] = status,
            ["start"] = start,
            ["end"] = end,
            ["terms"] = JsonSerializer.SerializeToNode(versions, Platen.Data.Json.Options),
        });
        return this;
    }

    public DealerBook Reading(string serial, string meter, string date, long value, string source = "manual", long? resetTo = null)
    {
        var reading = new JsonObject { ["serial"] = serial, ["meter"] = meter, ["date"] = date, ["value"] = value, ["source"] = source };
        if (resetTo is { } start)
            reading["event"] = new JsonObject { ["type"] = "reset", ["newStart"] = start };
        _readings.Add(reading);
        return this;
    }

    public async Task Import(TestDatabase database)
    {
        var said = await TryImport(database);
        Assert.True(said.Exit == Exit.Done, said.Error);
    }

    public async Task<Said> TryImport(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "book.json");
        var book = new JsonObject { ["book"] = "1.0", ["company"] = _company, ["sites"] = _sites, ["customers"] = _customers, ["machines"] = _machines, ["contracts"] = _contracts, ["readings"] = _readings, ["chargeGroups"] = _groups };
        await File.WriteAllTextAsync(file, book.ToJsonString(), TestContext.Current.CancellationToken);
        book.Clear(); // a node has one parent: the parts go back for the next import
        return await database.Platen("import", file);
    }

    /// <summary>Terms of one machine's Mono meter, priced alone.</summary>
    public static ContractTerms Alone(string machine, decimal minimum = 0, long quantity = 0, decimal rate = 0.05m, decimal? fee = null) => new()
    {
        From = Period.Parse("2026-01"),
        Items =
        [
            new ContractItem
            {
                Machine = machine,
                Fees = fee is { } amount ? [new Fee { Type = "Rental", Amount = amount }] : [],
                Meters =
                [
                    new ItemMeter
                    {
                        Type = "Mono", StartReading = 1000, ReadingDate = new DateOnly(2025, 12, 31),
                        MinBilling = minimum, MinQuantity = quantity, Levels = [new Level { From = 0, UnitCharge = rate }],
                    },
                ],
            },
        ],
    };

    /// <summary>Terms of machines in one Mono pool, each of which began at 1,000.</summary>
    public static ContractTerms Pool(IEnumerable<string> machines, decimal minimum, long quantity, params Level[] levels) => new()
    {
        From = Period.Parse("2026-01"),
        Items =
        [
            .. machines.Select(machine => new ContractItem
            {
                Machine = machine,
                Meters = [new ItemMeter { Type = "Mono", StartReading = 1000, ReadingDate = new DateOnly(2025, 12, 31), Aggregate = true }],
            }),
        ],
        AggregateMeters = [new PoolMeter { Type = "Mono", MinBilling = minimum, MinQuantity = quantity, Levels = levels }],
    };
}
