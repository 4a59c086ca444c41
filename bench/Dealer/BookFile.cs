using System.Text.Json;
using Platen.Rating;

namespace Platen.Bench.Dealer;

/// <summary>The dealer as a book.</summary>
sealed class BookFile(SyntheticDealer dealer, Period period, Utf8JsonWriter json)
{
    readonly string _start = Day(period.FirstDay), _readOn = Day(period.FirstDay.AddDays(-1));

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("book", "1.0");
        json.WriteStartObject("company");
        json.WriteString("name", "Bench Print Dealer");
        json.WriteString("currency", "EUR");
        json.WriteString("taxRate", "20");
        json.WriteEndObject();
        Each("customers", dealer.Customers, Customer);
        Each("machines", dealer.Machines, Machine);
        Each("contracts", dealer.Contracts, Contract);
        json.WriteEndObject();
    }

    void Each(string name, int count, Action<int> write)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < count; i++)
        {
            json.WriteStartObject();
            write(i);
            json.WriteEndObject();
            if (json.BytesPending > 64 * 1024)
                json.Flush();
        }

        json.WriteEndArray();
    }

    void Customer(int customer)
    {
        json.WriteString("code", SyntheticDealer.Customer(customer));
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"Customer {customer} Ltd"));
        if (SyntheticDealer.WantsInvoicePerMachine(customer))
            json.WriteBoolean("invoicePerMachine", true);
    }

    void Machine(int machine)
    {
        json.WriteString("serial", SyntheticDealer.Serial(machine));
        json.WriteString("partCode", "MFP-300");
        json.WriteString("description", "A3 colour MFP");
        json.WriteString("customer", SyntheticDealer.Customer(SyntheticDealer.CustomerOf(machine / SyntheticDealer.MachinesPerContract)));
        json.WriteStartArray("meters");
        foreach (var meter in SyntheticDealer.Meters)
        {
            json.WriteStartObject();
            json.WriteString("type", meter);
            json.WriteNumber("digits", 8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void Contract(int contract)
    {
        json.WriteString("number", SyntheticDealer.Contract(contract));
        json.WriteString("customer", SyntheticDealer.Customer(SyntheticDealer.CustomerOf(contract)));
        json.WriteString("type", "cost-per-copy");
        json.WriteString("start", _start);
        json.WriteStartArray("terms");
        json.WriteStartObject();
        json.WriteString("from", period.ToString());
        json.WriteStartArray("items");
        var first = contract * SyntheticDealer.MachinesPerContract;
        for (var machine = first; machine < Math.Min(first + SyntheticDealer.MachinesPerContract, dealer.Machines); machine++)
            Item(contract, machine);
        json.WriteEndArray();
        json.WriteStartArray("aggregateFees");
        json.WriteStartObject();
        json.WriteString("type", "Service");
        json.WriteString("amount", "150.00");
        json.WriteEndObject();
        json.WriteEndArray();
        if (SyntheticDealer.IsPooled(contract))
            Pools();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    void Item(int contract, int machine)
    {
        json.WriteStartObject();
        json.WriteString("machine", SyntheticDealer.Serial(machine));
        json.WriteStartArray("meters");
        for (var meter = 0; meter < SyntheticDealer.Meters.Length; meter++)
        {
            json.WriteStartObject();
            json.WriteString("type", SyntheticDealer.Meters[meter]);
            json.WriteNumber("startReading", SyntheticDealer.Opening(machine, meter));
            json.WriteString("readingDate", _readOn);
            if (SyntheticDealer.IsPooled(contract))
                json.WriteBoolean("aggregate", true);
            else if (meter == 0)
                Price("20.00", 1_000, (0, "0.009"), (3_001, "0.0075"));
            else
                Price(null, 0, (0, "0.09"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Pools()
    {
        json.WriteStartArray("aggregateMeters");
        json.WriteStartObject();
        json.WriteString("type", "Mono");
        Price("150.00", 15_000, (0, "0.0085"), (20_001, "0.0075"), (30_001, "0.0065"));
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "Colour");
        Price(null, 0, (0, "0.085"), (4_001, "0.075"));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    void Price(string? minimum, int copies, params ReadOnlySpan<(int From, string UnitCharge)> levels)
    {
        if (minimum is not null)
        {
            json.WriteString("minBilling", minimum);
            json.WriteNumber("minQuantity", copies);
        }

        json.WriteStartArray("levels");
        foreach (var (from, unitCharge) in levels)
        {
            json.WriteStartObject();
            json.WriteNumber("from", from);
            json.WriteString("unitCharge", unitCharge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
