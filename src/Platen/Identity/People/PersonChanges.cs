using Platen.Audit;

namespace Platen.Identity;

/// <summary>
/// What the audit trail says of a change to a person: worked out from the rows before and after, so that none goes unsaid.
/// Neither a password nor a key is told.
/// </summary>
static class PersonChanges
{
    /// <summary>The kind of record that an entry is of.</summary>
    public const string Kind = "person";

    public static Change Added(Person person, IReadOnlyList<string> roles) =>
        new("person.added", Kind, person.Email, After: new { person.Email, person.Name, Roles = roles });

    public static Change RolesGiven(Person person, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after) =>
        new("person.roles-changed", Kind, person.Email, new { Roles = before }, new { Roles = after });

    public static Change LimitedToSites(Person person, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after) =>
        new(after.Count > 0 ? "person.limited-to-sites" : "person.limit-to-sites-lifted", Kind, person.Email, new { Sites = before }, new { Sites = after });

    public static Change LinkMade(string subject) => new("person.link-made", Kind, subject);

    /// <summary>Signed in, and by what.</summary>
    public static Change SignedIn(Person person, string with) => new("person.signed-in", Kind, person.Email, After: new { With = with });

    public static IReadOnlyCollection<Change> Between(Person before, Person after)
    {
        var changes = new List<Change>();
        if (before.Email != after.Email || before.Name != after.Name)
            changes.Add(new("person.changed", Kind, before.Email, new { before.Email, before.Name }, new { after.Email, after.Name }));
        if (before.Disabled != after.Disabled)
            Say(after.Disabled ? "person.disabled" : "person.enabled");
        if (before.OwnAccountsOnly != after.OwnAccountsOnly)
            Say(after.OwnAccountsOnly ? "person.limited-to-own-accounts" : "person.limit-lifted");
        if (before.DefaultSite != after.DefaultSite)
            changes.Add(new("person.default-site-changed", Kind, after.Email, new { Site = before.DefaultSite }, new { Site = after.DefaultSite }));
        if (before.PasswordHash != after.PasswordHash)
            Say("person.password-changed");
        if (before.AuthenticatorKey != after.AuthenticatorKey)
            Say(after.AuthenticatorKey is null ? "person.authenticator-removed" : "person.authenticator-set-up");
        if (before.RecoveryCodes != after.RecoveryCodes && after.AuthenticatorKey is not null)
            Say(after.RecoveryCodes.Length < before.RecoveryCodes.Length ? "person.recovery-code-used" : "person.recovery-codes-made");
        if (before.Stamp != after.Stamp && changes.Count == 0)
            Say("person.signed-out-everywhere");
        return changes;

        void Say(string action) => changes.Add(new Change(action, Kind, after.Email));
    }
}
