using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Identity.Keys;

/// <summary>
/// The token of a key: <c>platen_3f9a1c07_…</c>, its prefix and 32 random bytes. Nobody guesses those, so that a plain hash
/// keeps them.
/// </summary>
/// <param name="Prefix">Which key it is; no secret.</param>
/// <param name="Text">The whole.</param>
sealed record KeyToken(string Prefix, string Text)
{
    const string Start = "platen_";
    const int PrefixBytes = 4, SecretBytes = 32;

    static readonly int Length = Start.Length + 2 * PrefixBytes + 1 + Base64Url.GetEncodedLength(SecretBytes);

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static KeyToken New()
    {
        var prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrefixBytes));
        return new KeyToken(prefix, $"{Start}{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Null: no token looks like that.</summary>
    public static KeyToken? Read(string text) =>
        text.Length == Length && text.StartsWith(Start, StringComparison.Ordinal) ? new KeyToken(text.Substring(Start.Length, 2 * PrefixBytes), text) : null;

    /// <summary>In constant time, so that an answer's time tells nothing of the hash.</summary>
    public bool IsOf(ApiKey key) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(Hash));
}
