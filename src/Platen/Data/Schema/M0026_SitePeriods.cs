using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Months that sites closed for themselves, before the dealer's month is closed.</summary>
[Migration(26)]
public sealed class M0026SitePeriods(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql(
        $"CREATE TABLE site_periods (site {_t.Code} NOT NULL, period int NOT NULL, closed_at bigint NOT NULL, PRIMARY KEY (site, period))");

    public override void Down() => throw new NotSupportedException("A closed month stays closed: restore a backup instead.");
}
