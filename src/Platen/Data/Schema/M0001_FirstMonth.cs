using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>
/// Customers, machines, contracts, readings, runs and the ledger. Instants are UTC ticks; enumerations are small numbers in
/// the order of their declaration.
/// </summary>
[Migration(1)]
public sealed class M0001FirstMonth(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        foreach (var table in MasterData().Concat(Runs()).Concat(Ledger()))
            Execute.Sql(table);
        foreach (var table in (string[])["invoices", "invoice_lines", "billed_charges", "billed_usage", "payables", "journal_lines"])
        {
            foreach (var statement in _t.AppendOnly(table))
                Execute.Sql(statement);
        }
    }

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");

    IEnumerable<string> MasterData() =>
    [
        $"CREATE TABLE sequences (name {_t.Code} PRIMARY KEY, value bigint NOT NULL)",
        $"""
        CREATE TABLE company (id integer PRIMARY KEY, name {_t.Text} NOT NULL, currency {_t.Code} NOT NULL,
            financial_year_end_month int NOT NULL, tax_rate {_t.Money} NOT NULL, revision bigint NOT NULL)
        """,
        $"""
        CREATE TABLE customers (id integer PRIMARY KEY, code {_t.Code} NOT NULL UNIQUE, name {_t.Text} NOT NULL,
            roles {_t.Code} NOT NULL, currency {_t.Code} NULL, consolidated boolean NOT NULL, invoice_per_machine boolean NOT NULL,
            account_manager {_t.Text} NULL, email {_t.Text} NULL, revision bigint NOT NULL)
        """,
        $"""
        CREATE TABLE machines (id integer PRIMARY KEY, serial {_t.Code} NOT NULL UNIQUE, part_code {_t.Text} NULL,
            description {_t.Text} NULL, model {_t.Text} NULL, category {_t.Text} NULL, asset_register_no {_t.Text} NULL,
            customer_id int NOT NULL REFERENCES customers (id), location {_t.Text} NULL, revision bigint NOT NULL)
        """,
        "CREATE INDEX ix_machines_customer ON machines (customer_id)",
        $"""
        CREATE TABLE meters (id integer PRIMARY KEY, machine_id int NOT NULL REFERENCES machines (id), type {_t.Code} NOT NULL,
            rolls_over_at bigint NOT NULL, UNIQUE (machine_id, type))
        """,
        $"""
        CREATE TABLE contracts (id integer PRIMARY KEY, number {_t.Code} NOT NULL UNIQUE,
            customer_id int NOT NULL REFERENCES customers (id), type {_t.Code} NOT NULL, status int NOT NULL,
            start_date {_t.Day} NOT NULL, end_date {_t.Day} NULL, revision bigint NOT NULL)
        """,
        "CREATE INDEX ix_contracts_customer ON contracts (customer_id, number)",
        $"""
        CREATE TABLE contract_terms (contract_id int NOT NULL REFERENCES contracts (id), version int NOT NULL,
            from_period int NOT NULL, approved boolean NOT NULL, document {_t.Text} NOT NULL, created_at bigint NOT NULL,
            revision bigint NOT NULL, PRIMARY KEY (contract_id, version))
        """,
        $"""
        CREATE TABLE contract_machines (contract_id int NOT NULL REFERENCES contracts (id),
            machine_id int NOT NULL REFERENCES machines (id), from_date {_t.Day} NULL, until_date {_t.Day} NULL,
            PRIMARY KEY (contract_id, machine_id))
        """,
        "CREATE INDEX ix_contract_machines_machine ON contract_machines (machine_id)",
        $"""
        CREATE TABLE readings (id {_t.Identity}, meter_id int NOT NULL REFERENCES meters (id), read_on {_t.Day} NOT NULL,
            value bigint NOT NULL, source int NOT NULL, event int NOT NULL, new_start bigint NOT NULL, state int NOT NULL,
            hold_reason {_t.Text} NULL, captured_at bigint NOT NULL, captured_by {_t.Text} NOT NULL, revision bigint NOT NULL)
        """,
        "CREATE INDEX ix_readings_meter ON readings (meter_id, read_on)",
        "CREATE INDEX ix_readings_revision ON readings (revision)",
        "CREATE INDEX ix_readings_state ON readings (state) WHERE state <> 0",
        $"CREATE TABLE reading_profiles (name {_t.Code} PRIMARY KEY, columns {_t.Text} NOT NULL)",
    ];

    IEnumerable<string> Runs() =>
    [
        $"""
        CREATE TABLE runs (id integer PRIMARY KEY, period int NOT NULL, charge_kind int NULL, billing_days {_t.Code} NULL,
            invoiced_on {_t.Day} NOT NULL, state int NOT NULL, started_at bigint NOT NULL, posted_at bigint NULL)
        """,
        "CREATE INDEX ix_runs_period ON runs (period)",
        """
        CREATE TABLE run_shards (run_id int NOT NULL REFERENCES runs (id), no int NOT NULL, first_customer int NOT NULL,
            last_customer int NOT NULL, contracts int NOT NULL, state int NOT NULL, revision bigint NULL,
            PRIMARY KEY (run_id, no))
        """,
        $"""
        CREATE TABLE run_exceptions (run_id int NOT NULL REFERENCES runs (id), shard_no int NOT NULL, customer_id int NOT NULL,
            no int NOT NULL, contract {_t.Code} NOT NULL, code int NOT NULL, severity int NOT NULL, machine {_t.Code} NULL,
            meter {_t.Code} NULL, message {_t.Text} NOT NULL, PRIMARY KEY (run_id, customer_id, no))
        """,
        $"""
        CREATE TABLE drafts (run_id int NOT NULL REFERENCES runs (id), customer_id int NOT NULL, shard_no int NOT NULL,
            document {_t.Text} NOT NULL, to_post boolean NOT NULL, PRIMARY KEY (run_id, customer_id))
        """,
        $"""
        CREATE TABLE draft_invoices (run_id int NOT NULL REFERENCES runs (id), customer_id int NOT NULL, no int NOT NULL,
            shard_no int NOT NULL, bill_to {_t.Code} NOT NULL, contract {_t.Code} NULL, machine {_t.Code} NULL,
            currency {_t.Code} NOT NULL, lines int NOT NULL, net {_t.Money} NOT NULL, tax {_t.Money} NOT NULL,
            total {_t.Money} NOT NULL, invoice_id int NULL, number bigint NULL, PRIMARY KEY (run_id, customer_id, no))
        """,
        "CREATE TABLE billing_periods (period integer PRIMARY KEY, closed_at bigint NOT NULL)",
    ];

    IEnumerable<string> Ledger() =>
    [
        $"""
        CREATE TABLE invoices (id integer PRIMARY KEY, series {_t.Code} NOT NULL, number bigint NOT NULL, run_id int NOT NULL,
            period int NOT NULL, invoiced_on {_t.Day} NOT NULL, customer_id int NOT NULL, bill_to {_t.Code} NOT NULL,
            bill_to_name {_t.Text} NOT NULL, contract {_t.Code} NULL, machine {_t.Code} NULL, currency {_t.Code} NOT NULL,
            exchange_rate {_t.Money} NULL, net {_t.Money} NOT NULL, tax {_t.Money} NOT NULL, total {_t.Money} NOT NULL,
            UNIQUE (series, number))
        """,
        "CREATE INDEX ix_invoices_bill_to ON invoices (bill_to, period)",
        "CREATE INDEX ix_invoices_period ON invoices (period)",
        $"""
        CREATE TABLE invoice_lines (invoice_id int NOT NULL, no int NOT NULL, contract {_t.Code} NOT NULL,
            charge {_t.Code} NOT NULL, kind int NOT NULL, meter {_t.Code} NULL, machine {_t.Code} NULL,
            quantity bigint NOT NULL, unit_charge {_t.Money} NULL, amount {_t.Money} NOT NULL, tax_rate {_t.Money} NOT NULL,
            explanation {_t.Text} NOT NULL, PRIMARY KEY (invoice_id, no))
        """,
        $"""
        CREATE TABLE billed_charges (contract_id int NOT NULL, charge {_t.Code} NOT NULL, period int NOT NULL,
            run_id int NOT NULL, terms_version int NOT NULL, cycles int NOT NULL, first_cycle int NOT NULL,
            bill_to {_t.Code} NOT NULL, copies bigint NOT NULL, amount {_t.Money} NOT NULL, revision bigint NOT NULL,
            PRIMARY KEY (contract_id, charge, period))
        """,
        "CREATE INDEX ix_billed_charges_revision ON billed_charges (revision)",
        $"""
        CREATE TABLE billed_usage (meter_id int NOT NULL, contract_id int NOT NULL, period int NOT NULL, charge {_t.Code} NOT NULL,
            opened_on {_t.Day} NOT NULL, opening bigint NOT NULL, closed_on {_t.Day} NOT NULL, closing bigint NOT NULL,
            counter_after bigint NOT NULL, source int NOT NULL, copies bigint NOT NULL,
            PRIMARY KEY (meter_id, contract_id, period))
        """,
        $"""
        CREATE TABLE payables (contract_id int NOT NULL, charge {_t.Code} NOT NULL, period int NOT NULL,
            supplier {_t.Code} NOT NULL, currency {_t.Code} NOT NULL, amount {_t.Money} NOT NULL, run_id int NOT NULL,
            PRIMARY KEY (contract_id, charge, period))
        """,
        $"""
        CREATE TABLE journal_lines (invoice_id int NOT NULL, no int NOT NULL, account {_t.Code} NOT NULL,
            debit {_t.Money} NOT NULL, credit {_t.Money} NOT NULL, PRIMARY KEY (invoice_id, no))
        """,
    ];
}
