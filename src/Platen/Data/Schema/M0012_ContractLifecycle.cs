using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Who wrote, released and approved each version of a contract's terms, and every status that a contract ever had.</summary>
[Migration(12)]
public sealed class M0012ContractLifecycle(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        foreach (var column in (string[])["header", "note", "written_by", "released_by", "approved_by", "discarded_by"])
        {
            Execute.Sql($"ALTER TABLE contract_terms ADD COLUMN {column} {_t.Text} NULL");
        }

        foreach (var column in (string[])["released_at", "approved_at", "discarded_at"])
        {
            Execute.Sql($"ALTER TABLE contract_terms ADD COLUMN {column} bigint NULL");
        }

        Execute.Sql("ALTER TABLE contracts ADD COLUMN closing boolean NOT NULL DEFAULT FALSE");
        Execute.Sql("CREATE INDEX ix_contracts_status ON contracts (status)");
        Execute.Sql(
            $"""
            CREATE TABLE contract_states (contract_id int NOT NULL REFERENCES contracts (id), no int NOT NULL, step int NOT NULL,
                status int NOT NULL, at bigint NOT NULL, actor_kind int NOT NULL, actor {_t.Text} NOT NULL, actor_id int NULL,
                reason {_t.Text} NULL, employee {_t.Text} NULL, release_expected bigint NULL, PRIMARY KEY (contract_id, no))
            """);
        Execute.Sql("CREATE INDEX ix_contract_states_suspended ON contract_states (contract_id) WHERE status = 4");
        // What was there before the history began: as it stands, since the contract was written.
        Execute.Sql(
            """
            INSERT INTO contract_states (contract_id, no, step, status, at, actor_kind, actor)
            SELECT c.id, 1, 0, c.status, coalesce((SELECT min(t.created_at) FROM contract_terms t WHERE t.contract_id = c.id), 0), 0, 'Platen'
            FROM contracts c
            """);
        foreach (var statement in _t.AppendOnly("contract_states"))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("A history is not taken back: restore a backup instead.");
}
