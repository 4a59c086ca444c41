using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Suppliers' invoices of back-to-back deals, made from what posting said is owed them: each line once, and never changed.</summary>
[Migration(16)]
public sealed class M0016SupplierInvoices(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE supplier_invoices (id int PRIMARY KEY, supplier {_t.Code} NOT NULL, number {_t.Code} NOT NULL, dated {_t.Day} NOT NULL,
                currency {_t.Code} NOT NULL, total {_t.Money} NOT NULL, recorded_by {_t.Text} NOT NULL, recorded_at bigint NOT NULL,
                UNIQUE (supplier, number))
            """);
        Execute.Sql(
            $"""
            CREATE TABLE supplier_invoice_lines (contract_id int NOT NULL, charge {_t.Code} NOT NULL, period int NOT NULL,
                supplier_invoice_id int NOT NULL REFERENCES supplier_invoices (id), account {_t.Code} NOT NULL, amount {_t.Money} NOT NULL,
                PRIMARY KEY (contract_id, charge, period))
            """);
        Execute.Sql("CREATE INDEX ix_supplier_invoice_lines_invoice ON supplier_invoice_lines (supplier_invoice_id)");
        Execute.Sql("CREATE INDEX ix_payables_supplier ON payables (supplier, period)");
        foreach (var statement in ((string[])["supplier_invoices", "supplier_invoice_lines"]).SelectMany(_t.AppendOnly))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("The journal rests on it: restore a backup instead.");
}
