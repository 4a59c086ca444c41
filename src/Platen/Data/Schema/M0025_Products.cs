using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>What product a posted line was sold as, with its accounts and cost.</summary>
[Migration(25)]
public sealed class M0025Products(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql($"ALTER TABLE invoice_lines ADD COLUMN sale {_t.Text} NULL");

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
