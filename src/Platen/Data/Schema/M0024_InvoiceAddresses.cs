using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Where invoices go: the address that they were kept apart by, and its lines as they were when posted.</summary>
[Migration(24)]
public sealed class M0024InvoiceAddresses(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql($"ALTER TABLE draft_invoices ADD COLUMN address {_t.Text} NULL");
        Execute.Sql($"ALTER TABLE invoices ADD COLUMN address {_t.Text} NULL");
        Execute.Sql($"ALTER TABLE invoices ADD COLUMN address_lines {_t.Text} NULL");
    }

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
