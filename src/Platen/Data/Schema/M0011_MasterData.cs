using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The dealer's tables, sites of contracts and runs, customers' addresses, and whose a machine is.</summary>
[Migration(11)]
public sealed class M0011MasterData(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql($"CREATE TABLE setup_rows (name {_t.Code} NOT NULL, key {_t.Code} NOT NULL, document {_t.Text} NOT NULL, PRIMARY KEY (name, key))");
        Execute.Sql($"ALTER TABLE contracts ADD COLUMN site {_t.Code} NULL");
        Execute.Sql($"ALTER TABLE contracts ADD COLUMN found_by {_t.Text} NULL");
        Execute.Sql($"ALTER TABLE runs ADD COLUMN site {_t.Code} NULL");
        Execute.Sql($"ALTER TABLE customers ADD COLUMN addresses {_t.Text} NULL");
        Execute.Sql($"ALTER TABLE customers ADD COLUMN locations {_t.Text} NULL");
        Execute.Sql("ALTER TABLE machines ADD COLUMN ownership int NULL");
        Execute.Sql($"ALTER TABLE machines ADD COLUMN shipping_address {_t.Text} NULL");
    }

    public override void Down() => throw new NotSupportedException("The audit trail names what is kept here: restore a backup instead.");
}
