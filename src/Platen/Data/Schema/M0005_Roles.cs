using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Roles that a dealer makes beside the built-in ones.</summary>
[Migration(5)]
public sealed class M0005Roles(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql(
        $"CREATE TABLE own_roles (name {_t.Code} PRIMARY KEY, description {_t.Text} NOT NULL, permissions {_t.Text} NOT NULL)");

    public override void Down() => Execute.Sql("DROP TABLE own_roles");
}
