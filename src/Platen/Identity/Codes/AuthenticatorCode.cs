using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Identity.Codes;

/// <summary>
/// The six digits of an authenticator app (RFC 6238: SHA-1, half minutes). Written here and not taken from ASP.NET Core Identity,
/// whose own takes a code again as long as it is fresh.
/// </summary>
static class AuthenticatorCode
{
    const int SecondsOfStep = 30;

    /// <summary>How many half minutes a telephone's clock may be off.</summary>
    const int Drift = 1;

    /// <summary>The half minute that a code is of; null: it is not a code of now, or not later than the last that was taken.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now, long last)
    {
        var typed = Encoding.ASCII.GetBytes(new string([.. code.Where(char.IsAsciiDigit)]));
        var present = now.ToUnixTimeSeconds() / SecondsOfStep;
        for (var step = Math.Max(present - Drift, last + 1); step <= present + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(key, step)), typed))
                return step;
        }

        return null;
    }

    /// <summary>The code of a moment.</summary>
    public static string At(string key, DateTimeOffset now) => At(key, now.ToUnixTimeSeconds() / SecondsOfStep);

    static string At(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what every authenticator app computes; as a keyed hash SHA-1 is not broken
        HMACSHA1.HashData(FromBase32(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    static byte[] FromBase32(string key)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new byte[key.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            if ((Letters.IndexOf(key[bit / 5], StringComparison.Ordinal) >> (4 - bit % 5) & 1) == 1)
                bytes[bit / 8] |= (byte)(0x80 >> bit % 8);
        }

        return bytes;
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(Person person, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString($"Platen:{person.Email}")}?secret={key}&issuer=Platen";
}
