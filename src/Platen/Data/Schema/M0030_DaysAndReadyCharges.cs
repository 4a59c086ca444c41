using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>
/// Fees that go by days (F-7), runs that bill what is ready, charge by charge (RUN-8), and requests for a count's readings, each
/// with a link of its own.
/// </summary>
[Migration(30)]
public sealed class M0030DaysAndReadyCharges(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql("ALTER TABLE invoice_lines ADD COLUMN days_of int NULL");
        Execute.Sql("ALTER TABLE runs ADD COLUMN bills_ready boolean NOT NULL DEFAULT false");
        Execute.Sql(
            $"""
            CREATE TABLE requests_by_count (id integer PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), period int NOT NULL, count_run int NOT NULL,
                recipient {_t.Text} NOT NULL, asked_at bigint NOT NULL, valid_until bigint NOT NULL, reminders int NOT NULL,
                last_mail_at bigint NOT NULL, answered_at bigint NULL, UNIQUE (customer_id, period, count_run))
            """);
        Execute.Sql(
            "INSERT INTO requests_by_count SELECT id, customer_id, period, 0, recipient, asked_at, valid_until, reminders, last_mail_at, answered_at FROM reading_requests");
        Execute.Sql("DROP TABLE reading_requests");
        Execute.Sql("ALTER TABLE requests_by_count RENAME TO reading_requests");
    }

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
