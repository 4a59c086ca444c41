using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Platen.Settings.Sealing;

/// <summary>Seals a key by the passphrase: AES-256-GCM under PBKDF2-SHA512 with a salt of its own.</summary>
sealed class PassphraseSeal(string passphrase) : IXmlEncryptor
{
    const int Rounds = 210_000, KeyBytes = 32, SaltBytes = 16;

    static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize, TagBytes = AesGcm.TagByteSizes.MaxSize;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var (salt, nonce, tag) = (RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes]);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var text = new byte[plain.Length];
        using (var cipher = Cipher(salt))
            cipher.Encrypt(nonce, plain, text, tag);
        return new EncryptedXmlInfo(
            new XElement("sealed", Attribute("salt", salt), Attribute("nonce", nonce), Attribute("tag", tag), Convert.ToBase64String(text)),
            typeof(PassphraseOpener));
    }

    /// <exception cref="CryptographicException">It was sealed by another passphrase.</exception>
    public XElement Decrypt(XElement element)
    {
        var text = Convert.FromBase64String(element.Value);
        var plain = new byte[text.Length];
        using (var cipher = Cipher(Bytes(element, "salt")))
            cipher.Decrypt(Bytes(element, "nonce"), text, Bytes(element, "tag"), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    AesGcm Cipher(byte[] salt) => new(Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA512, KeyBytes), TagBytes);

    static XAttribute Attribute(string name, byte[] bytes) => new(name, Convert.ToBase64String(bytes));

    static byte[] Bytes(XElement element, string name) => Convert.FromBase64String(element.Attribute(name)!.Value);
}

/// <summary>Opens such a key: made by the framework, by the name that stands beside the sealed key.</summary>
sealed class PassphraseOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<Passphrase>().Text is { } text
            ? new PassphraseSeal(text).Decrypt(encryptedElement)
            : throw new System.Security.Cryptography.CryptographicException($"The keys are sealed, and no {Passphrase.Variable} is given.");
}
