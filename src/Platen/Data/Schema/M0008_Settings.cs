using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The dealer's settings: one JSON document a name, with the revision of its last change, for runs read some of them.</summary>
[Migration(8)]
public sealed class M0008Settings(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql(
        $"CREATE TABLE settings (name {_t.Code} PRIMARY KEY, document {_t.Text} NOT NULL, revision bigint NOT NULL)");

    public override void Down() => Execute.Sql("DROP TABLE settings");
}
