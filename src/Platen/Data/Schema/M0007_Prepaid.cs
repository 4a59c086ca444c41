using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>What the charges billed took of prepaid copies: a part of the ledger.</summary>
[Migration(7)]
public sealed class M0007Prepaid(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE billed_prepaid (contract_id int NOT NULL, meter {_t.Code} NOT NULL, period int NOT NULL,
                starts_on {_t.Day} NOT NULL, ends_on {_t.Day} NOT NULL, included bigint NOT NULL, used_before bigint NOT NULL,
                used bigint NOT NULL, free bigint NOT NULL, full_cycles int NOT NULL, is_over boolean NOT NULL,
                revision bigint NOT NULL, PRIMARY KEY (contract_id, meter, period))
            """);
        Execute.Sql("CREATE INDEX ix_billed_prepaid_revision ON billed_prepaid (revision)");
        foreach (var statement in _t.AppendOnly("billed_prepaid"))
            Execute.Sql(statement);
    }

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
