using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The outbox: mails that wait, and those that were sent, with what came of them.</summary>
[Migration(9)]
public sealed class M0009Mails(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE mails (id integer PRIMARY KEY, key {_t.Code} NOT NULL UNIQUE, kind {_t.Code} NOT NULL, recipient {_t.Text} NOT NULL,
                subject {_t.Text} NOT NULL, body {_t.Text} NOT NULL, about_kind {_t.Code} NULL, about {_t.Code} NULL,
                attachments {_t.Text} NOT NULL, posted_at bigint NOT NULL, state int NOT NULL, tries int NOT NULL, next_try bigint NOT NULL,
                sent_at bigint NULL, answer {_t.Text} NULL, message_id {_t.Code} NULL, files {_t.Text} NULL)
            """);
        // Sent and given up (3, 4) are most of them in time.
        Execute.Sql("CREATE INDEX ix_mails_next_try ON mails (next_try) WHERE state < 3");
        Execute.Sql("CREATE INDEX ix_mails_about ON mails (about_kind, about)");
    }

    public override void Down() => Execute.Sql("DROP TABLE mails");
}
