using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Machine charge groups, and what was billed for them: the latter a part of the ledger.</summary>
[Migration(19)]
public sealed class M0019ChargeGroups(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        foreach (var statement in SetUp().Concat(Ledger()).Concat(((string[])["billed_groups", "billed_group_usage", "group_shipments"]).SelectMany(_t.AppendOnly)))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");

    IEnumerable<string> SetUp() =>
    [
        $"""
        CREATE TABLE charge_groups (id integer PRIMARY KEY, name {_t.Code} NOT NULL UNIQUE, customer_id int NOT NULL, financed_by_id int NOT NULL,
            start_period int NOT NULL, end_period int NULL, cycle_months int NOT NULL, limit_amount {_t.Money} NOT NULL,
            charge_product {_t.Text} NOT NULL, excess_products {_t.Text} NULL, revision bigint NOT NULL)
        """,
        "CREATE INDEX ix_charge_groups_customer ON charge_groups (customer_id)",
        """
        CREATE TABLE charge_group_machines (group_id int NOT NULL REFERENCES charge_groups (id), machine_id int NOT NULL,
            from_period int NOT NULL, until_period int NULL, PRIMARY KEY (group_id, machine_id, from_period))
        """,
        "CREATE INDEX ix_charge_group_machines_machine ON charge_group_machines (machine_id)",
        .. from table in (string[])["run_exceptions", "draft_invoices", "invoices"] select $"ALTER TABLE {table} ADD COLUMN charge_group {_t.Code} NULL",
    ];

    IEnumerable<string> Ledger() =>
    [
        $"""
        CREATE TABLE billed_groups (group_id int NOT NULL, period int NOT NULL, run_id int NOT NULL, financed_by {_t.Code} NOT NULL,
            limit_amount {_t.Money} NOT NULL, customer_amount {_t.Money} NOT NULL, settles boolean NOT NULL, finance_invoice_id int NULL,
            revision bigint NOT NULL, PRIMARY KEY (group_id, period))
        """,
        "CREATE INDEX ix_billed_groups_revision ON billed_groups (revision)",
        $"""
        CREATE TABLE billed_group_usage (meter_id int NOT NULL, contract_id int NOT NULL, period int NOT NULL, charge {_t.Code} NOT NULL,
            group_id int NOT NULL, amount {_t.Money} NOT NULL, run_id int NOT NULL, revision bigint NOT NULL,
            PRIMARY KEY (meter_id, contract_id, period))
        """,
        "CREATE INDEX ix_billed_group_usage_group ON billed_group_usage (group_id, period)",
        "CREATE INDEX ix_billed_group_usage_revision ON billed_group_usage (revision)",
        """
        CREATE TABLE group_shipments (group_id int NOT NULL, period int NOT NULL, machine_id int NOT NULL, run_id int NOT NULL,
            revision bigint NOT NULL, PRIMARY KEY (group_id, period, machine_id))
        """,
        "CREATE INDEX ix_group_shipments_period ON group_shipments (period)",
    ];
}
