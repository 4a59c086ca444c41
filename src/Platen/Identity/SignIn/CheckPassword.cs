using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Platen.Identity.SignIn;

/// <summary>Whether an e-mail address and a password belong together. Takes as long, and says the same, where nobody has the address.</summary>
sealed class CheckPassword(UserManager<Person> people, IPasswordHasher<Person> hasher, Tries tries, SignInTrail trail)
{
    static string? _nobodys;

    public async Task<TryAnswer> Run(string email, string password, CancellationToken cancellation)
    {
        var key = Person.KeyOf(email);
        if (await tries.Take(key, cancellation) is not { } left)
            return TryAnswer.TooMany;

        var person = await people.FindByEmailAsync(email);
        if (await IsRight(person, password) && person is { Disabled: false })
        {
            await tries.Forget(key, cancellation);
            return new TryAnswer(person);
        }

        await trail.Failed(person, left == 0, cancellation);
        return left == 0 ? TryAnswer.TooMany : TryAnswer.Wrong("This e-mail address and this password do not belong together.");
    }

    async Task<bool> IsRight(Person? person, string password)
    {
        if (person?.PasswordHash is not null)
            return await people.CheckPasswordAsync(person, password);

        _nobodys ??= hasher.HashPassword(new Person(), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        hasher.VerifyHashedPassword(new Person(), _nobodys, password);
        return false;
    }
}
