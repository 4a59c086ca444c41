using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Machines;
using Platen.Readings;
using Platen.Setup;

namespace Platen.Book;

/// <summary>Reads all rows in the order of a book, so many machines or contracts at a time.</summary>
sealed class BookRows(Db db)
{
    const int AtOnce = 1000;

    readonly Dictionary<int, string> _codes = [];

    public async Task<BookCompany?> Company(CancellationToken cancellation) =>
        await db.Company.SingleOrDefaultAsync(cancellation) is { } company
            ? new BookCompany
            {
                Name = company.Name,
                Currency = company.Currency,
                FinancialYearEndMonth = company.FinancialYearEndMonth,
                TaxRate = WithoutZeros(company.TaxRate),
            }
            : null;

    public IAsyncEnumerable<JsonElement> Setup(SetupTable table) =>
        ListSetup.Kept(db, table).OrderBy(row => row.Key).AsAsyncEnumerable().Select(row => JsonSerializer.Deserialize<JsonElement>(row.Document));

    public async IAsyncEnumerable<BookCustomer> Customers([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var customer in db.Customers.OrderBy(row => row.Code).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            _codes.Add(customer.Id, customer.Code);
            yield return new BookCustomer
            {
                Code = customer.Code,
                Name = customer.Name,
                Roles = Roles(customer),
                Currency = customer.Currency,
                Consolidated = customer.Consolidated,
                InvoicePerMachine = customer.InvoicePerMachine,
                AccountManager = customer.AccountManager,
                Email = customer.Email,
                Delivery = customer.Delivery,
                Addresses = Address.Read(customer.Addresses),
                Locations = customer.LocationNames,
            };
        }
    }

    public async IAsyncEnumerable<BookMachine> Machines([EnumeratorCancellation] CancellationToken cancellation)
    {
        var cycles = await db.MeterCycles.ToDictionaryAsync(row => row.MeterId, row => row.Cycle, cancellation);
        await foreach (var (machines, meters) in MachinePages(cancellation))
        {
            foreach (var machine in machines)
            {
                yield return new BookMachine
                {
                    Serial = machine.Serial,
                    PartCode = machine.PartCode,
                    Description = machine.Description,
                    Model = machine.Model,
                    Category = machine.Category,
                    AssetRegisterNo = machine.AssetRegisterNo,
                    Customer = _codes[machine.CustomerId],
                    Location = machine.Location,
                    Ownership = machine.Ownership,
                    ShippingAddress = machine.ShippingAddress,
                    Meters = [.. meters[machine.Id].OrderBy(meter => meter.Id).Select(meter => BookMeter.Of(meter.Type, meter.RollsOverAt) with { CountCycle = cycles.GetValueOrDefault(meter.Id) })],
                };
            }
        }
    }

    public async IAsyncEnumerable<ContractLine> Contracts([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        while (true)
        {
            var page = await db.Contracts
                .FromSql($"SELECT * FROM contracts WHERE number > {last} ORDER BY number LIMIT {AtOnce}").ToListAsync(cancellation);
            if (page.Count == 0)
                yield break;

            var ids = page.Select(contract => contract.Id).ToList();
            var versions = (await db.Terms.Where(row => EF.Parameter(ids).Contains(row.ContractId)).ToListAsync(cancellation))
                .ToLookup(row => row.ContractId);
            foreach (var contract in page)
            {
                var documents = TermsChain.Billing([.. versions[contract.Id]]).Select(version => version.Document).ToList();
                yield return new ContractLine(
                    contract.Number, _codes[contract.CustomerId], contract.Type, contract.Site, contract.Status, contract.StartDate, contract.EndDate, documents);
            }

            last = page[^1].Number;
        }
    }

    public async IAsyncEnumerable<BookReading> Readings([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (machines, meters) in MachinePages(cancellation))
        {
            var ids = meters.SelectMany(of => of).Select(meter => meter.Id).ToList();
            var readings = (await db.Readings
                .Where(row => EF.Parameter(ids).Contains(row.MeterId) && row.State != ReadingState.Superseded)
                .ToListAsync(cancellation)).ToLookup(row => row.MeterId);
            foreach (var machine in machines)
            {
                foreach (var meter in meters[machine.Id].OrderBy(meter => meter.Type, StringComparer.Ordinal))
                {
                    foreach (var reading in readings[meter.Id].InBookOrder(meter.RollsOverAt))
                        yield return reading.ToBook(machine.Serial, meter.Type);
                }
            }
        }
    }

    /// <summary>A handful, beside the machines that are in them.</summary>
    public async IAsyncEnumerable<GroupDetails> ChargeGroups([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var group in (await db.ChargeGroups.ToListAsync(cancellation)).OrderBy(group => group.Name, StringComparer.Ordinal))
            yield return await ReadGroup.Details(db, group, cancellation);
    }

    async IAsyncEnumerable<(List<Machine> Machines, ILookup<int, Meter> Meters)> MachinePages(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        while (true)
        {
            var page = await db.Machines
                .FromSql($"SELECT * FROM machines WHERE serial > {last} ORDER BY serial LIMIT {AtOnce}").ToListAsync(cancellation);
            if (page.Count == 0)
                yield break;

            var ids = page.Select(machine => machine.Id).ToList();
            yield return (page, (await db.Meters.Where(row => EF.Parameter(ids).Contains(row.MachineId)).ToListAsync(cancellation))
                .ToLookup(row => row.MachineId));
            last = page[^1].Serial;
        }
    }

    static List<BookRole> Roles(Customer customer) =>
        [.. customer.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(role => JsonSerializer.Deserialize<BookRole>($"\"{role}\"", Json.Options))];

    static decimal WithoutZeros(decimal amount) => amount / 1.0000000000000000000000000000m;
}
