using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The keys with which programs call the API, and the answers that are kept for their repeats.</summary>
[Migration(6)]
public sealed class M0006Keys(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE api_keys (id int PRIMARY KEY, name {_t.Code} NOT NULL, prefix {_t.Code} NOT NULL UNIQUE, hash {_t.Code} NOT NULL,
                permissions {_t.Text} NOT NULL, created_by {_t.Text} NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL,
                revoked_at bigint NULL, last_used_at bigint NULL)
            """);
        // A revoked key's name may be given again: a key is replaced under its name.
        Execute.Sql("CREATE UNIQUE INDEX ux_api_keys_name ON api_keys (name) WHERE revoked_at IS NULL");
        Execute.Sql(
            $"""
            CREATE TABLE kept_answers (caller {_t.Code} NOT NULL, idempotency_key {_t.Code} NOT NULL, request_hash {_t.Code} NOT NULL,
                kept_at bigint NOT NULL, status int NOT NULL, content_type {_t.Text} NULL, body {_t.Bytes} NULL,
                PRIMARY KEY (caller, idempotency_key))
            """);
        Execute.Sql("CREATE INDEX ix_kept_answers_kept_at ON kept_answers (kept_at)");
    }

    public override void Down() => throw new NotSupportedException("The audit trail names keys: restore a backup instead.");
}
