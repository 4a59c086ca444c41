using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Which charges' prices rose, from which period and by how much: once each on an occasion, and never taken back.</summary>
[Migration(13)]
public sealed class M0013Escalations(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE escalations (contract_id int NOT NULL REFERENCES contracts (id), charge {_t.Code} NOT NULL, period int NOT NULL,
                occasion {_t.Code} NOT NULL, terms_version int NOT NULL, rises {_t.Text} NOT NULL, raised_by {_t.Text} NOT NULL,
                raised_at bigint NOT NULL, PRIMARY KEY (contract_id, charge, period, occasion))
            """);
        Execute.Sql("CREATE INDEX ix_escalations_period ON escalations (period)");
        foreach (var statement in _t.AppendOnly("escalations"))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("The prices of contracts rest on it: restore a backup instead.");
}
