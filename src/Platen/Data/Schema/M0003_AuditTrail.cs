using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The audit trail: one row for each change, never altered; each with a hash over the row before and itself.</summary>
[Migration(3)]
public sealed class M0003AuditTrail(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE audit_entries (id bigint PRIMARY KEY, at bigint NOT NULL, actor_kind int NOT NULL, actor {_t.Text} NOT NULL,
                actor_id int NULL, from_where {_t.Text} NULL, action {_t.Code} NOT NULL, kind {_t.Code} NOT NULL,
                subject {_t.Code} NOT NULL, before {_t.Text} NULL, after {_t.Text} NULL, hash {_t.Code} NOT NULL)
            """);
        Execute.Sql("CREATE INDEX ix_audit_entries_subject ON audit_entries (kind, subject, id)");
        Execute.Sql("CREATE INDEX ix_audit_entries_at ON audit_entries (at)");
        foreach (var statement in _t.AppendOnly("audit_entries"))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("An audit trail is not taken back: restore a backup instead.");
}
