using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Test copies with a reading and with what was billed by it, and who has looked at an odd one.</summary>
[Migration(20)]
public sealed class M0020ReadingsLife(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        Execute.Sql("ALTER TABLE readings ADD COLUMN test_copies int NOT NULL DEFAULT 0");
        Execute.Sql("ALTER TABLE readings ADD COLUMN test_hundredths int NOT NULL DEFAULT 0");
        Execute.Sql($"ALTER TABLE readings ADD COLUMN looked_at_by {_t.Text} NULL");
        Execute.Sql("ALTER TABLE billed_usage ADD COLUMN deducted bigint NOT NULL DEFAULT 0");
    }

    public override void Down() => throw new NotSupportedException("What was billed is not taken back: restore a backup instead.");
}
