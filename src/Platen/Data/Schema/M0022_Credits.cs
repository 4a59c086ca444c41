using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Credit notes, and what of the ledger they took back: moved whole from what stands to what was credited.</summary>
[Migration(22)]
public sealed class M0022Credits(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    /// <summary>What stands, what of it was taken back, and the columns that both have.</summary>
    static readonly (string Standing, string Credited, string[] Columns)[] Moving =
    [
        ("billed_charges", "credited_charges",
            ["contract_id", "charge", "period", "run_id", "terms_version", "cycles", "first_cycle", "bill_to", "copies", "amount", "revision"]),
        ("billed_usage", "credited_usage",
            ["meter_id", "contract_id", "period", "charge", "opened_on", "opening", "closed_on", "closing", "counter_after", "source", "copies", "deducted"]),
        ("billed_prepaid", "credited_prepaid",
            ["contract_id", "meter", "period", "starts_on", "ends_on", "included", "used_before", "used", "free", "full_cycles", "is_over", "revision"]),
        ("billed_groups", "credited_groups",
            ["group_id", "period", "run_id", "financed_by", "limit_amount", "customer_amount", "settles", "finance_invoice_id", "revision"]),
        ("billed_group_usage", "credited_group_usage",
            ["meter_id", "contract_id", "period", "charge", "group_id", "amount", "run_id", "revision"]),
        ("group_shipments", "credited_shipments", ["group_id", "period", "machine_id", "run_id", "revision"]),
    ];

    public override void Up()
    {
        foreach (var statement in Credits().Concat(Moving.SelectMany(Moved)).Concat(Payables()))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("A credit is not taken back: restore a backup instead.");

    IEnumerable<string> Credits() =>
    [
        $"""
        CREATE TABLE credits (invoice_id integer PRIMARY KEY, credited_id int NOT NULL UNIQUE, customer_id int NOT NULL, replaced_by_id int NULL,
            puts_back boolean NOT NULL, reason {_t.Text} NOT NULL, revision bigint NOT NULL)
        """,
        "CREATE INDEX ix_credits_revision ON credits (revision)",
        "CREATE INDEX ix_credits_replaced_by ON credits (replaced_by_id) WHERE replaced_by_id IS NOT NULL",
        .. _t.AppendOnly("credits"),
        $"ALTER TABLE runs ADD COLUMN contracts {_t.Text} NULL",
    ];

    /// <summary>What is its own comes first, so that columns which both get later stay side by side.</summary>
    IEnumerable<string> Moved((string Standing, string Credited, string[] Columns) pair)
    {
        var own = pair.Standing == "billed_usage" ? "CAST(0 AS int) AS credit_id, CAST(0 AS int) AS run_id" : "CAST(0 AS int) AS credit_id";
        return
        [
            $"CREATE TABLE {pair.Credited} AS SELECT {own}, t.* FROM {pair.Standing} t WHERE 1 = 0",
            $"CREATE INDEX ix_{pair.Credited} ON {pair.Credited} ({(pair.Columns.Contains("contract_id") ? "contract_id" : "group_id")}, period)",
            .. _t.AppendOnly(pair.Credited),
            .. _t.MovesTo(pair.Credited, pair.Standing, pair.Columns),
        ];
    }

    /// <summary>What is owed to a supplier for a charge may be taken back, and owed again: each time another row.</summary>
    IEnumerable<string> Payables() =>
    [
        $"""
        CREATE TABLE payables_by_take (contract_id int NOT NULL, charge {_t.Code} NOT NULL, period int NOT NULL, take int NOT NULL,
            supplier {_t.Code} NOT NULL, currency {_t.Code} NOT NULL, amount {_t.Money} NOT NULL, run_id int NOT NULL,
            PRIMARY KEY (contract_id, charge, period, take))
        """,
        "INSERT INTO payables_by_take SELECT contract_id, charge, period, 0, supplier, currency, amount, run_id FROM payables",
        "DROP TABLE payables",
        "ALTER TABLE payables_by_take RENAME TO payables",
        "CREATE INDEX ix_payables_supplier ON payables (supplier, period)",
        $"""
        CREATE TABLE supplier_lines_by_take (contract_id int NOT NULL, charge {_t.Code} NOT NULL, period int NOT NULL, take int NOT NULL,
            supplier_invoice_id int NOT NULL REFERENCES supplier_invoices (id), account {_t.Code} NOT NULL, amount {_t.Money} NOT NULL,
            PRIMARY KEY (contract_id, charge, period, take))
        """,
        "INSERT INTO supplier_lines_by_take SELECT contract_id, charge, period, 0, supplier_invoice_id, account, amount FROM supplier_invoice_lines",
        "DROP TABLE supplier_invoice_lines",
        "ALTER TABLE supplier_lines_by_take RENAME TO supplier_invoice_lines",
        "CREATE INDEX ix_supplier_invoice_lines_invoice ON supplier_invoice_lines (supplier_invoice_id)",
        .. ((string[])["payables", "supplier_invoice_lines"]).SelectMany(_t.AppendOnly),
    ];
}
