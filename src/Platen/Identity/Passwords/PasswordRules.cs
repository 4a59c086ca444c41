using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Platen.Identity.Passwords;

/// <summary>
/// What a password must be: long, not one that everybody tries, and not the person's own name or address. Which kinds of letters it
/// is made of is nobody's business.
/// </summary>
sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int Shortest = 12, Longest = 128;

    /// <summary>The rules in a sentence, for the page that asks for one.</summary>
    public static string InWords { get; } = string.Create(CultureInfo.InvariantCulture,
        $"At least {Shortest} characters: three or four words that you can remember do well. Not one of the commonest, nor your own name.");

    const int FewestDifferent = 5;

    /// <summary>Why it is refused; null: it may be used.</summary>
    public static string? Fault(Person person, string password)
    {
        if (password.Length < Shortest)
            return string.Create(CultureInfo.InvariantCulture, $"This password is too short: it needs {Shortest} characters, and any words will do.");
        if (password.Length > Longest)
            return string.Create(CultureInfo.InvariantCulture, $"This password is too long: {Longest} characters are enough.");
        if (password.Distinct().Count() < FewestDifferent || CommonestPasswords.Has(password))
            return "This password is one of those that are tried first. Take three or four words that do not belong together.";
        return IsOwn(person, password) ? "This password is little more than your own name or address. Take words that nobody expects of you." : null;
    }

    /// <summary>What is left without the name and the address is too little to be a password.</summary>
    static bool IsOwn(Person person, string password)
    {
        var left = password.ToUpperInvariant();
        foreach (var own in person.Name.Split(' ').Append(person.Email).Concat(person.Email.Split('@', '.')).OrderByDescending(own => own.Length))
        {
            if (own.Length > 2)
                left = left.Replace(own.ToUpperInvariant(), "", StringComparison.Ordinal);
        }

        return left.Length < Shortest / 2 && left.Length < password.Length;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(Fault(user, password ?? "") is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault })
            : IdentityResult.Success);
}
