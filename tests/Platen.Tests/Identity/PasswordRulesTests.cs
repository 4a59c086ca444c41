using Platen.Identity;
using Platen.Identity.Passwords;

namespace Platen.Tests.Identity;

public class PasswordRulesTests
{
    static readonly Person Thandi = new() { Name = "Thandi Mokoena", Email = "thandi.m@rooikrans.example" };

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("drie klein muisies")]
    [InlineData("ngiyabonga kakhulu")]
    [InlineData("thandi eats blue clouds")]
    public void Long_words_are_a_password_of_whatever_letters(string password) => Assert.Null(PasswordRules.Fault(Thandi, password));

    [Theory]
    [InlineData("short words")]
    [InlineData("P@ssw0rd!")]
    public void A_short_one_is_not(string password) => Assert.Contains("too short", PasswordRules.Fault(Thandi, password), StringComparison.Ordinal);

    [Theory]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("123456789012")]
    [InlineData("Password2026!")]
    [InlineData("!!QWERTY123456")]
    [InlineData("Sunshine12345")]
    [InlineData("aaaaaaaabbbbbbb")]
    [InlineData("administrator")]
    public void What_everybody_tries_first_is_refused(string password) =>
        Assert.Contains("tried first", PasswordRules.Fault(Thandi, password), StringComparison.Ordinal);

    [Theory]
    [InlineData("ThandiMokoena")]
    [InlineData("mokoena.thandi1")]
    [InlineData("thandi.m@rooikrans.example")]
    [InlineData("Rooikrans2026")]
    public void Ones_own_name_is_refused(string password) =>
        Assert.Contains("own name", PasswordRules.Fault(Thandi, password), StringComparison.Ordinal);

    [Fact]
    public void A_book_is_too_long() => Assert.Contains("too long", PasswordRules.Fault(Thandi, new string('x', 129)), StringComparison.Ordinal);
}
