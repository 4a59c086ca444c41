using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The rate of exchange that a drafted invoice is made at, so that drafts of several currencies add up before they are posted.</summary>
[Migration(31)]
public sealed class M0031DraftRates(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up() => Execute.Sql($"ALTER TABLE draft_invoices ADD COLUMN exchange_rate {_t.Money} NULL");

    public override void Down() => throw new NotSupportedException("A ledger is not taken back: restore a backup instead.");
}
