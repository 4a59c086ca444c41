using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Which meter the contracts' terms have read, and when: a projection of the terms, made anew from them at any time.</summary>
[Migration(2)]
public sealed class M0002MetersToRead(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql(
            $"""
            CREATE TABLE meters_to_read (meter_id int NOT NULL, contract_id int NOT NULL, from_day {_t.Day} NOT NULL,
                until_day {_t.Day} NOT NULL, until_earliest {_t.Day} NOT NULL, until_latest {_t.Day} NOT NULL,
                cycle_months int NOT NULL, first_month int NOT NULL, start_on {_t.Day} NOT NULL, start_reading bigint NOT NULL,
                PRIMARY KEY (meter_id, contract_id, from_day))
            """);
        Execute.Sql("CREATE INDEX ix_meters_to_read_contract ON meters_to_read (contract_id)");
        Execute.Sql("CREATE INDEX ix_contracts_revision ON contracts (revision)");
        Execute.Sql("CREATE INDEX ix_contract_terms_revision ON contract_terms (revision)");
    }

    public override void Down() => Execute.Sql("DROP TABLE meters_to_read");
}
