using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Customers that were asked to read their machines, a month each; count cycles of meters, and count runs.</summary>
[Migration(21)]
public sealed class M0021ReadingRequests(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
        $"""
        CREATE TABLE reading_requests (id integer PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), period int NOT NULL,
            recipient {_t.Text} NOT NULL, asked_at bigint NOT NULL, valid_until bigint NOT NULL, reminders int NOT NULL,
            last_mail_at bigint NOT NULL, answered_at bigint NULL, UNIQUE (customer_id, period))
        """);
        Execute.Sql($"CREATE TABLE meter_cycles (meter_id int PRIMARY KEY REFERENCES meters (id), cycle {_t.Code} NOT NULL)");
        Execute.Sql(
            $"""
            CREATE TABLE count_runs (id integer PRIMARY KEY, cut_off {_t.Day} NOT NULL, days int NOT NULL, choice {_t.Text} NOT NULL, state int NOT NULL,
                made_at bigint NOT NULL, made_by {_t.Text} NOT NULL, finalised_at bigint NULL, finalised_by {_t.Text} NULL)
            """);
        Execute.Sql(
            """
            CREATE TABLE counted_meters (run_id int NOT NULL REFERENCES count_runs (id), meter_id int NOT NULL, contract_id int NOT NULL,
                reading_id bigint NULL, copies bigint NULL, terms_version int NULL, PRIMARY KEY (run_id, meter_id, contract_id))
            """);
    }

    public override void Down() => throw new NotSupportedException("What was counted is not forgotten: restore a backup instead.");
}
