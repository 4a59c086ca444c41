using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Which charge groups a run bills by name: one whose machines are on no contract is billed again, too, after its credit.</summary>
[Migration(29)]
public sealed class M0029RunGroups(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql($"ALTER TABLE runs ADD COLUMN charge_groups {_t.Text} NULL");

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
