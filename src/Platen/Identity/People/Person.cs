namespace Platen.Identity;

/// <summary>Somebody who signs in. Never removed, for the audit trail names them; who has left is disabled.</summary>
sealed class Person
{
    public int Id { get; set; }

    /// <summary>What they sign in with, as they write it.</summary>
    public string Email { get; set; } = "";

    /// <summary>The same as it is compared; no two people share it.</summary>
    public string EmailKey { get; set; } = "";

    /// <summary>How others read them: on pages, in the audit trail.</summary>
    public string Name { get; set; } = "";

    /// <summary>May not sign in, and is signed out at once.</summary>
    public bool Disabled { get; set; }

    /// <summary>They see only customers whose account manager is their e-mail address, and do nothing that concerns others.</summary>
    public bool OwnAccountsOnly { get; set; }

    /// <summary>The branch whose contracts they see first, by code; they may look at others.</summary>
    public string? DefaultSite { get; set; }

    /// <summary>None: they come by OpenID Connect, or have not opened their link yet.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>A session that carries another one is over: it changes with the password, and when all are signed out.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>The secret shared with their authenticator app. None: no code is asked.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The half minute of the last code that was taken. No code counts twice.</summary>
    public long CodeStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, a word each.</summary>
    public string RecoveryCodes { get; set; } = "";

    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>Counts the changes: of two made at once, one is told to look again.</summary>
    public int Version { get; set; }

    /// <summary>An e-mail address as it is compared.</summary>
    public static string KeyOf(string email) => email.Trim().ToUpperInvariant();

    /// <summary>Enough of a form to write to: something, an @, and a place. Whether somebody reads there, only they can tell.</summary>
    public static bool IsEmail(string email) =>
        email.Length <= 254 && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1
        && at == email.LastIndexOf('@') && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}

/// <summary>What a person may do here, by the role's name.</summary>
sealed class PersonRole
{
    public int PersonId { get; set; }
    public string Role { get; set; } = "";
}

/// <summary>A branch that a person is limited to, by its code: they see its contracts and what hangs on them, and of others only what they have such a row for.</summary>
sealed class PersonSite
{
    public int PersonId { get; set; }
    public string Site { get; set; } = "";
}

/// <summary>A person as a provider of OpenID Connect knows them: bound at their first sign-in from there.</summary>
sealed class PersonLogin
{
    /// <summary>The provider's own name for itself, its issuer.</summary>
    public string Provider { get; set; } = "";

    /// <summary>The provider's number of the person; stays when their e-mail address changes.</summary>
    public string Subject { get; set; } = "";

    public int PersonId { get; set; }
}
