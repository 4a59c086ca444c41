using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Platen.Shell;

namespace Platen.Settings.Sealing;

/// <summary>Seals secrets for the database, and opens them for what uses them.</summary>
sealed class Seals(IDataProtectionProvider protection)
{
    /// <summary>How every seal begins: by it a document shows that it holds one.</summary>
    public const string Beginning = "CfDJ8";

    readonly IDataProtector _protector = protection.CreateProtector("Platen.Settings");

    /// <summary>Has a key made where there is none. It is written in a transaction of its own, which must not wait for the caller's.</summary>
    public void HaveKey() => _protector.Protect([]);

    public string Seal(Secret secret) => secret.Sealed ?? _protector.Protect(secret.Plain!);

    /// <exception cref="Refusal">Its key is not here.</exception>
    public string Open(Secret secret)
    {
        try
        {
            return secret.Plain ?? _protector.Unprotect(secret.Sealed!);
        }
        catch (CryptographicException)
        {
            throw new Refusal($"A secret in the settings cannot be opened: {Passphrase.Variable} is not the one it was sealed under. Start Platen with that one, or enter the secret again.");
        }
    }
}
