using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Identity.Codes;

/// <summary>A code on paper, for who has lost their authenticator app. Each is good once; only its hash is kept.</summary>
static class RecoveryCode
{
    /// <summary>The codes are random letters, so that a plain hash cannot be guessed back.</summary>
    public static string Hash(Person person, string code) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{person.Id} {code.Trim().ToUpperInvariant()}"))));
}
