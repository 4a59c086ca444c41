using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Platen.Readings;

/// <summary>What tells a request in a link: its number under a seal of the installation's own, which nobody else can make.</summary>
sealed class RequestLink(IDataProtectionProvider protection)
{
    readonly IDataProtector _seal = protection.CreateProtector("Platen.ReadingRequest");

    /// <summary>Has a key made where there is none. It is written in a transaction of its own, which must not wait for the caller's.</summary>
    public void HaveKey() => _seal.Protect([]);

    public string Token(int request) => _seal.Protect(request.ToString(CultureInfo.InvariantCulture));

    /// <returns>Null: it is none of ours.</returns>
    public int? Read(string token)
    {
        try
        {
            return int.Parse(_seal.Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
