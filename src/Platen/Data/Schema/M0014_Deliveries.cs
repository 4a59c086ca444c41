using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>How customers want their invoices, and how each posted invoice went out.</summary>
[Migration(14)]
public sealed class M0014Deliveries(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql("ALTER TABLE customers ADD COLUMN delivery int NULL");
        Execute.Sql(
            $"""
            CREATE TABLE deliveries (invoice_id int PRIMARY KEY, period int NOT NULL, way int NOT NULL, recipient {_t.Text} NULL,
                mail_key {_t.Code} NULL, delivered_at bigint NOT NULL)
            """);
        Execute.Sql("CREATE INDEX ix_deliveries_period ON deliveries (period)");
    }

    public override void Down() => throw new NotSupportedException("What was delivered is not forgotten: restore a backup instead.");
}
