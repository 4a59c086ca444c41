using FluentMigrator;

namespace Platen.Data.Schema;

/// <summary>The people who sign in, their roles and links, what is counted against guessing, and the keys that cookies are sealed with.</summary>
[Migration(4)]
public sealed class M0004People(ColumnTypes types) : Migration
{
    readonly ColumnTypes _t = types;

    public override void Up()
    {
        foreach (var table in Tables())
            Execute.Sql(table);
    }

    public override void Down() => throw new NotSupportedException("The audit trail names people: restore a backup instead.");

    IEnumerable<string> Tables() =>
    [
        $"""
        CREATE TABLE people (id integer PRIMARY KEY, email {_t.Text} NOT NULL, email_key {_t.Code} NOT NULL UNIQUE, name {_t.Text} NOT NULL,
            disabled boolean NOT NULL, password_hash {_t.Text} NULL, stamp {_t.Code} NOT NULL, authenticator_key {_t.Code} NULL,
            code_step bigint NOT NULL, recovery_codes {_t.Text} NOT NULL, added_at bigint NOT NULL, signed_in_at bigint NULL,
            version int NOT NULL)
        """,
        $"""
        CREATE TABLE person_roles (person_id int NOT NULL REFERENCES people (id), role {_t.Code} NOT NULL,
            PRIMARY KEY (person_id, role))
        """,
        $"""
        CREATE TABLE person_logins (provider {_t.Code} NOT NULL, subject {_t.Code} NOT NULL,
            person_id int NOT NULL REFERENCES people (id), PRIMARY KEY (provider, subject))
        """,
        "CREATE INDEX ix_person_logins_person ON person_logins (person_id)",
        // One for each person, and one, of nobody (0), for the first administrator: a new one takes the place of the old.
        $"CREATE TABLE one_time_links (person_id int PRIMARY KEY, hash {_t.Code} NOT NULL UNIQUE, valid_until bigint NOT NULL)",
        $"CREATE TABLE sign_in_tries (who {_t.Code} PRIMARY KEY, tries int NOT NULL, last_at bigint NOT NULL)",
        $"CREATE TABLE cookie_keys (name {_t.Code} PRIMARY KEY, xml {_t.Text} NOT NULL)",
    ];
}
