using System.Data.Common;
using System.Globalization;
using Platen.Billing.Groups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;

namespace Platen.Billing;

/// <summary>A contract to be rated, and what a run must know of it beside.</summary>
sealed record ContractInput(
    int Id, int CustomerId, ContractStatus Status, string? Site, ContractToRate ToRate, IReadOnlyList<int> Versions, IReadOnlyDictionary<MeterKey, int> MeterIds);

/// <summary>
/// Reads what a range of customers' contracts are rated from, in set-wise queries: contracts, terms, suspensions, what was billed
/// before, and meters with their last billed reading and the readings since. Where copies are prepaid, another tells how many
/// were used.
/// </summary>
/// <param name="prepaidTypes">Only contracts of these types, and those that prepaid something, billed now or not; null: all that are billed, or on their way there.</param>
sealed class RunInputs(Database database, Company company, RunTables tables, IReadOnlySet<string>? prepaidTypes = null)
{
    /// <param name="connection">Tells them as it sees them: as they stand, or as its transaction has them.</param>
    public async Task<List<ContractInput>> Read(
        DbConnection connection, int firstCustomer, int lastCustomer, Period period, ChargeKind? only, CancellationToken cancellation)
    {
        var shard = new Shard(database, connection, tables, firstCustomer, lastCustomer, period, prepaidTypes?.ToArray());
        var contracts = await shard.Contracts(cancellation);
        await shard.ReadTerms(contracts, cancellation);
        await shard.ReadSuspensions(contracts, cancellation);
        await shard.ReadBilledThrough(contracts, cancellation);
        if (contracts.Values.Any(row => row.Terms.Exists(terms => terms.Prepaid.Length > 0)))
            await shard.ReadPrepaid(contracts, cancellation);
        if (contracts.Values.Any(row => row.Terms.Exists(terms => terms.GivesBack())))
            await shard.ReadUnmade(contracts, cancellation);
        await shard.ReadMeters(contracts, cancellation);
        // A type that is not billed at all is not an exception either (L-3).
        return [.. contracts.Values.Where(row => !tables.NotBilled.Contains(row.Type)).Select(row => row.Input(company, tables, only))];
    }

    /// <summary>The charge groups of a range of customers, by customer; none for a run of fees alone.</summary>
    public async Task<ILookup<int, GroupInput>> ReadGroups(
        int firstCustomer, int lastCustomer, Period period, ChargeKind? only, CancellationToken cancellation, WriteTransaction? within = null)
    {
        await using var db = within is null ? new Db(database) : Db.Within(database, within);
        return only == ChargeKind.Fee ? GroupInput.None : await GroupInput.Read(db, company, firstCustomer, lastCustomer, period, cancellation);
    }

    /// <summary>One contract's rows as they come in.</summary>
    sealed class Row
    {
        public required int Id, CustomerId;
        public required ContractStatus Status;
        public required string Number, Customer;
        public required string Type;
        public required string? Currency, Site;
        public required DateOnly Start;
        public required DateOnly? End;
        public readonly List<ContractTerms> Terms = [];
        public readonly List<int> Versions = [];
        public readonly List<(ContractStatus, DateTimeOffset)> States = [];
        public readonly Dictionary<string, Period> BilledThrough = new(StringComparer.Ordinal);
        public Dictionary<(string Meter, DateOnly Start), PrepaidSoFar>? Prepaid;
        public Dictionary<string, (List<UnmadeCopies> Paid, long GivenBack)>? Unmade;
        public readonly Dictionary<MeterKey, MeterHistory> Meters = [];
        public readonly Dictionary<MeterKey, int> MeterIds = [];

        public void Add(int meterId, MeterKey key, MeterHistory history)
        {
            if (Meters.Count == 0 && Terms.Count > 0)
            {
                Meters.EnsureCapacity(2 * Terms[^1].Items.Length);
                MeterIds.EnsureCapacity(2 * Terms[^1].Items.Length);
            }

            Meters[key] = history;
            MeterIds[key] = meterId;
        }

        public ContractInput Input(Company company, RunTables tables, ChargeKind? only) => new(Id, CustomerId, Status, Site, new ContractToRate
        {
            Contract = Number,
            Customer = Customer,
            Currency = Currency ?? company.Currency,
            TaxRate = tables.TaxRate,
            FinancialYearEndMonth = company.FinancialYearEndMonth,
            Start = Start,
            End = End,
            Versions = [.. Terms],
            Meters = Meters,
            BilledThrough = BilledThrough,
            Prepaid = Prepaid,
            Unmade = Unmade?.ToDictionary(charge => charge.Key, charge => Shortfall.Left(charge.Value.Paid, charge.Value.GivenBack), StringComparer.Ordinal),
            Suspended = Suspensions.Periods(States),
            Window = tables.Window,
            Products = tables.Products,
            Only = only,
        }, Versions, MeterIds);
    }

    sealed class Shard(
        Database database, DbConnection connection, RunTables tables, int firstCustomer, int lastCustomer, Period period, string[]? prepaidTypes)
    {
        string InShard => "c.customer_id BETWEEN @first AND @last" + (prepaidTypes is null ? " AND c.status IN (0, 1, 2, 3)"
            : $" AND (c.type IN ({string.Join(", ", prepaidTypes.Select((_, i) => TypeAt(i)).Append("NULL"))}) OR EXISTS (SELECT 1 FROM billed_prepaid p WHERE p.contract_id = c.id))");

        public async Task<Dictionary<int, Row>> Contracts(CancellationToken cancellation)
        {
            var contracts = new Dictionary<int, Row>();
            await using var command = Query(
                $"""
                SELECT c.id, c.customer_id, c.status, c.number, cu.code, cu.currency, c.start_date, c.end_date, c.type, c.site
                FROM contracts c JOIN customers cu ON cu.id = c.customer_id
                WHERE {InShard} ORDER BY c.customer_id, c.number
                """);
            await using var row = await Rows(command, cancellation);
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
                    Type = row.GetString(8),
                    Site = row.TextOrNull(9),
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
            await using var row = await Rows(command, cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var contract = contracts[row.GetInt32(0)];
                contract.Versions.Add(row.GetInt32(1));
                contract.Terms.Add(TermsDocument.Read(row.Utf8(2)));
            }
        }

        /// <summary>The history of those that ever were suspended.</summary>
        public async Task ReadSuspensions(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT s.contract_id, s.status, s.at FROM contract_states s JOIN contracts c ON c.id = s.contract_id
                WHERE s.contract_id IN (SELECT contract_id FROM contract_states WHERE status = 4) AND {InShard}
                ORDER BY s.contract_id, s.no
                """);
            await using var row = await Rows(command, cancellation);
            while (await row.ReadAsync(cancellation))
                contracts[row.GetInt32(0)].States.Add(((ContractStatus)row.GetInt32(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero)));
        }

        public async Task ReadBilledThrough(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT b.contract_id, b.charge, max(b.period) FROM contracts c JOIN billed_charges b ON b.contract_id = c.id
                WHERE {InShard} GROUP BY b.contract_id, b.charge
                """);
            await using var row = await Rows(command, cancellation);
            while (await row.ReadAsync(cancellation))
                contracts[row.GetInt32(0)].BilledThrough[row.GetString(1)] = Period.FromNumber(row.GetInt32(2));
        }

        /// <summary>What was used of each prepaid life: the sum over what was posted (P-4).</summary>
        public async Task ReadPrepaid(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT b.contract_id, b.meter, b.starts_on, CAST(sum(b.used) AS bigint), max(CASE WHEN b.is_over THEN 1 ELSE 0 END)
                FROM contracts c JOIN billed_prepaid b ON b.contract_id = c.id
                WHERE {InShard} GROUP BY b.contract_id, b.meter, b.starts_on
                """);
            await using var row = await Rows(command, cancellation);
            while (await row.ReadAsync(cancellation))
            {
                (contracts[row.GetInt32(0)].Prepaid ??= []).Add(
                    (row.GetString(1), database.Day(row, 2)), new PrepaidSoFar(row.GetInt64(3), row.GetInt32(4) == 1));
            }
        }

        /// <summary>Copies short of a minimum that were paid for, oldest first, and how many were given back (N-8).</summary>
        public async Task ReadUnmade(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            await using var command = Query(
                $"""
                SELECT c.id, l.charge, l.kind, l.unit_charge, l.quantity
                FROM contracts c JOIN invoices i ON i.customer_id = c.customer_id JOIN invoice_lines l ON l.invoice_id = i.id AND l.contract = c.number
                JOIN billed_charges b ON b.contract_id = c.id AND b.charge = l.charge AND b.period = i.period AND b.run_id = i.run_id
                WHERE {InShard} AND l.unit_charge IS NOT NULL AND l.kind IN ({(int)LineKind.Minimum}, {(int)LineKind.Credit})
                ORDER BY c.id, i.period, l.invoice_id, l.no
                """);
            await using var row = await Rows(command, cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var unmade = contracts[row.GetInt32(0)].Unmade ??= new(StringComparer.Ordinal);
                var (paid, givenBack) = unmade.TryGetValue(row.GetString(1), out var known) ? known : ([], 0);
                if ((LineKind)row.GetInt32(2) == LineKind.Credit)
                    givenBack += row.GetInt64(4);
                else
                    paid.Add(new UnmadeCopies(database.Money(row, 3), row.GetInt64(4)));
                unmade[row.GetString(1)] = (paid, givenBack);
            }
        }

        /// <summary>Meters with their last billed reading and the readings since.</summary>
        public async Task ReadMeters(Dictionary<int, Row> contracts, CancellationToken cancellation)
        {
            // CROSS JOIN tells SQLite the order of the loops, which it else guesses, wrong, on a database without
            // statistics; PostgreSQL plans by itself either way.
            await using var command = Query(
                $"""
                SELECT c.id, m.id, r.read_on, r.value, r.source, r.event, r.new_start, r.state,
                    ma.serial, m.type, m.rolls_over_at, u.period, u.closed_on, u.counter_after, u.source, r.test_copies, r.test_hundredths
                FROM contracts c
                CROSS JOIN contract_machines cm
                CROSS JOIN machines ma
                CROSS JOIN meters m
                LEFT JOIN billed_usage u ON u.meter_id = m.id AND u.contract_id = c.id AND u.period =
                    (SELECT max(x.period) FROM billed_usage x WHERE x.meter_id = m.id AND x.contract_id = c.id)
                LEFT JOIN readings r ON r.meter_id = m.id AND r.read_on > coalesce(u.closed_on, @since)
                    AND r.read_on <= @until AND r.state <> 2
                WHERE {InShard} AND cm.contract_id = c.id AND ma.id = cm.machine_id AND m.machine_id = cm.machine_id
                ORDER BY m.id, c.id, r.read_on, r.id
                """).Add("@since", Since(contracts)).Add("@until", tables.Window.Latest(period.LastDay));
            await using var row = await Rows(command, cancellation);
            var readings = new List<MeterReading>();
            for (var isRow = await row.ReadAsync(cancellation); isRow;)
            {
                var (contract, meter) = (database.Int(row, 0), database.Int(row, 1));
                var key = new MeterKey(row.GetString(8), row.GetString(9));
                var (rollsOverAt, lastBilled) = (database.Long(row, 10), LastBilled(row));
                readings.Clear();
                do
                {
                    if (database.DayOrNull(row, 2) is { } day)
                        readings.Add(Reading(row, day));
                    isRow = await row.ReadAsync(cancellation);
                }
                while (isRow && database.Int(row, 1) == meter && database.Int(row, 0) == contract);

                contracts[contract].Add(meter, key, new MeterHistory(rollsOverAt, lastBilled, [.. readings], tables.Resetting.Contains(key.Meter)));
            }
        }

        BilledReading? LastBilled(DbDataReader row) => row.NumberOrNull(11) is { } period
            ? new BilledReading(Period.FromNumber(period), database.Day(row, 12), database.Long(row, 13), ((ReadingSource)database.Int(row, 14)).IsEstimate)
            : null;

        MeterReading Reading(DbDataReader row, DateOnly day) => new(
            day, database.Long(row, 3), (ReadingSource)database.Int(row, 4), (ReadingEvent)database.Int(row, 5),
            database.Long(row, 6), (ReadingState)database.Int(row, 7) == ReadingState.Held, new TestCopies(database.Int(row, 15), (short)database.Int(row, 16)));

        /// <summary>The earliest opening of a meter that was never billed: its start reading's day.</summary>
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
                        since = meter.ReadingDate < since ? meter.ReadingDate : since;
                }
            }

            return since;
        }

        static string TypeAt(int i) => string.Create(CultureInfo.InvariantCulture, $"@type{i}");

        /// <summary>A run asks the same again for some customers after the other: PostgreSQL keeps how it found the answer.</summary>
        static async Task<DbDataReader> Rows(DbCommand command, CancellationToken cancellation)
        {
            await command.PrepareAsync(cancellation);
            return await command.ExecuteReaderAsync(cancellation);
        }

        DbCommand Query(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (i, type) in (prepaidTypes ?? []).Index())
                command.Add(TypeAt(i), type);
            return command.Add("@first", firstCustomer).Add("@last", lastCustomer);
        }
    }
}
