using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>Who made a key, for it may do no more than they; and who sees no more than their own accounts.</summary>
[Migration(10)]
public sealed class M0010OwnAccounts : Migration
{
    public override void Up()
    {
        Execute.Sql("ALTER TABLE api_keys ADD COLUMN made_by int NULL REFERENCES people (id)");
        // The trail knows who made those that are there. 2: a person.
        Execute.Sql(
            """
            UPDATE api_keys SET made_by = (SELECT MAX(actor_id) FROM audit_entries
                WHERE kind = 'key' AND action = 'key.added' AND actor_kind = 2 AND after LIKE '%"prefix":"' || api_keys.prefix || '"%')
            """);
        Execute.Sql("ALTER TABLE people ADD COLUMN own_accounts_only boolean NOT NULL DEFAULT false");
    }

    public override void Down() => throw new NotSupportedException("The audit trail names people and keys: restore a backup instead.");
}
