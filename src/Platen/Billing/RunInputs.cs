using System.Data.Common;
using System.Text.Json;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;

namespace Platen.Billing;

/// <summary>A contract to be rated, and what a run must know of it beside.</summary>
sealed record ContractInput(
    int Id, int CustomerId, ContractStatus Status, ContractToRate ToRate, IReadOnlyList<int> Versions, IReadOnlyDictionary<MeterKey, int> MeterIds);

/// <summary>
/// Reads what a range of customers' contracts are rated from, in five set-wise queries: contracts, terms, meters with their
/// last billed reading, readings since, and what was billed before.
/// </summary>
sealed class RunInputs(Database database, Company company)
{
    /// <summary>Everything read is at least as new as this revision (<see cref="Sequences.Revision"/>).</summary>
    public async Task<(long Revision, List<ContractInput> Contracts)> Read(
        int firstCustomer, int lastCustomer, Period period, ChargeKind? only, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        // Read first: a change that commits meanwhile makes the draft look stale, never the stale draft look fresh.
        var revision = await Sequences.Last(connection, Sequences.Revision, cancellation);
        var shard = new Shard(database, connection, firstCustomer, lastCustomer, period);
        var contracts = await shard.Contracts(cancellation);
        await shard.ReadTerms(contracts, cancellation);
        await shard.ReadBilledThrough(contracts, cancellation);
        await shard.ReadMeters(contracts, cancellation);
        return (revision, contracts.Values.Select(row => row.Input(company, only)).ToList());
    }

    /// <summary>One contract's rows as they come in.</summary>
    sealed class Row
    {
        public required int Id, CustomerId;
        public required ContractStatus Status;
        public required string Number, Customer;
        public required string? Currency;
        public required DateOnly Start;
        public required DateOnly? End;
        public readonly List<ContractTerms> Terms = [];
        public readonly List<int> Versions = [];
        public readonly Dictionary<string, Period> BilledThrough = new(StringComparer.Ordinal);
        public readonly Dictionary<MeterKey, MeterHistory> Meters = [];
        public readonly Dictionary<MeterKey, int> MeterIds = [];

        public ContractInput Input(Company company, ChargeKind? only) => new(Id, CustomerId, Status, new ContractToRate
        {
            Contract = Number,
            Customer = Customer,
            Currency = Currency ?? company.Currency,
            TaxRate = company.TaxRate,
            FinancialYearEndMonth = company.FinancialYearEndMonth,
            Start = Start,
            End = End,
            Versions = Terms,
            Meters = Meters,
            BilledThrough = BilledThrough,
            Only = only,
        }, Versions, MeterIds);
    }

    sealed class Shard(Database database, DbConnection connection, int firstCustomer, int lastCustomer, Period period)
    {
        const string InShard = "c.customer_id BETWEEN @first AND @last AND c.status IN (0, 1, 2, 3)";

        public async Task<Dictionary<int, Row>> Contracts(CancellationToken cancellation)
        {
            var contracts = new Dictionary<int, Row>();
            await using var command = Query(
                $"""
                SELECT c.id, c.customer_id, c.status, c.number, cu.code, cu.currency, c.start_date, c.end_date
                FROM contracts c JOIN customers cu ON cu.id = c.customer_id
                WHERE {InShard} ORDER BY c.customer_id, c.number
                """);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var contract = new Row
                {
                    Id = row.GetInt32(0),
                    CustomerId = row.GetInt32(1),
                    Status = (ContractStatus)row.GetInt32(2),
                    Number = row.GetString(3),
                    Customer = row.GetString(4),
                    Currency = row.TextOrNull(5),
                    Start = database.Day(row, 6),
                    End = database.DayOrNull(row, 7),
                };
                contracts.Add(contract.Id, contract);
            }

            return contracts;
        }

        public async Task ReadTerms(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT t.contract_id, t.version, t.document FROM contracts c JOIN contract_terms t ON t.contract_id = c.id
                WHERE {InShard} AND t.approved AND t.from_period <= @period ORDER BY t.contract_id, t.from_period, t.version
                """).Add("@period", period.Number);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var contract = contracts[row.GetInt32(0)];
                contract.Versions.Add(row.GetInt32(1));
                contract.Terms.Add(JsonSerializer.Deserialize<ContractTerms>(row.GetString(2), Json.Options)!);
            }
        }

        public async Task ReadBilledThrough(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT b.contract_id, b.charge, max(b.period) FROM contracts c JOIN billed_charges b ON b.contract_id = c.id
                WHERE {InShard} GROUP BY b.contract_id, b.charge
                """);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                contracts[row.GetInt32(0)].BilledThrough[row.GetString(1)] = Period.FromNumber(row.GetInt32(2));
        }

        public async Task ReadMeters(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            var readings = new Dictionary<int, List<MeterReading>>();
            var since = Since(contracts);
            await using var command = Query(
                $"""
                SELECT c.id, m.id, ma.serial, m.type, m.rolls_over_at, u.period, u.closed_on, u.counter_after, u.source
                FROM contracts c
                JOIN contract_machines cm ON cm.contract_id = c.id
                JOIN machines ma ON ma.id = cm.machine_id
                JOIN meters m ON m.machine_id = ma.id
                LEFT JOIN billed_usage u ON u.meter_id = m.id AND u.contract_id = c.id AND u.period =
                    (SELECT max(x.period) FROM billed_usage x WHERE x.meter_id = m.id AND x.contract_id = c.id)
                WHERE {InShard}
                """);
            await using (var row = await command.ExecuteReaderAsync(cancellation))
            {
                while (await row.ReadAsync(cancellation))
                {
                    var (contract, meterId) = (contracts[row.GetInt32(0)], row.GetInt32(1));
                    BilledReading? last = row.NumberOrNull(5) is { } period ? new BilledReading(
                        Period.FromNumber(period), database.Day(row, 6), row.GetInt64(7), IsEstimate((ReadingSource)row.GetInt32(8))) : null;
                    if (last is { } billed && billed.Date < since)
                        since = billed.Date;
                    if (!readings.TryGetValue(meterId, out var list))
                        readings.Add(meterId, list = []);
                    var key = new MeterKey(row.GetString(2), row.GetString(3));
                    contract.Meters[key] = new MeterHistory(row.GetInt64(4), last, list);
                    contract.MeterIds[key] = meterId;
                }
            }

            await ReadReadings(readings, since, cancellation);
        }

        /// <summary>The earliest opening a meter may have that was never billed: its start reading's date.</summary>
        DateOnly Since(Dictionary<int, Row> contracts)
        {
            var since = period.FirstDay;
            foreach (var contract in contracts.Values)
            {
                if (contract.Terms.Count == 0)
                    continue;
                foreach (var item in contract.Terms[^1].Items)
                {
                    foreach (var meter in item.Meters)
                    {
                        if (meter.ReadingDate < since && !contract.BilledThrough.ContainsKey(ChargeKey.Meter(item.Machine, meter.Type))
                            && !contract.BilledThrough.ContainsKey(ChargeKey.Pool(meter.Type)))
                        {
                            since = meter.ReadingDate;
                        }
                    }
                }
            }

            return since;
        }

        async Task ReadReadings(Dictionary<int, List<MeterReading>> readings, DateOnly since, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT r.id, r.meter_id, r.read_on, r.value, r.source, r.event, r.new_start, r.state
                FROM contracts c
                JOIN contract_machines cm ON cm.contract_id = c.id
                JOIN meters m ON m.machine_id = cm.machine_id
                JOIN readings r ON r.meter_id = m.id
                WHERE {InShard} AND r.read_on > @since AND r.read_on <= @until AND r.state <> 2
                ORDER BY r.meter_id, r.read_on, r.id
                """).Add("@since", since).Add("@until", period.LastDay.AddDays(Counting.DaysAfter));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var before = 0L;
            while (await row.ReadAsync(cancellation))
            {
                // A machine that moved stands on two contracts, and its readings twice in the answer.
                var id = row.GetInt64(0);
                if (id == before)
                    continue;
                before = id;
                readings[row.GetInt32(1)].Add(new MeterReading(
                    database.Day(row, 2), row.GetInt64(3), (ReadingSource)row.GetInt32(4), (ReadingEvent)row.GetInt32(5),
                    row.GetInt64(6), (ReadingState)row.GetInt32(7) == ReadingState.Held));
            }
        }

        static bool IsEstimate(ReadingSource source) => source is ReadingSource.Estimate or ReadingSource.Average or ReadingSource.Prior;

        DbCommand Query(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.Add("@first", firstCustomer).Add("@last", lastCustomer);
        }
    }
}
