using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The branches that somebody is limited to, and the one whose contracts they see first.</summary>
[Migration(17)]
public sealed class M0017Branches(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql($"CREATE TABLE person_sites (person_id int NOT NULL REFERENCES people (id), site {_t.Code} NOT NULL, PRIMARY KEY (person_id, site))");
        Execute.Sql($"ALTER TABLE people ADD COLUMN default_site {_t.Code} NULL");
    }

    public override void Down() => throw new NotSupportedException("The audit trail names people: restore a backup instead.");
}
