using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Platen.Identity.Codes;

namespace Platen.Identity.SignIn;

/// <summary>The second step of a sign-in: a code of the authenticator app, or one of those on paper.</summary>
sealed class CheckCode(UserManager<Person> people, Tries tries, SignInTrail trail, TimeProvider clock)
{
    /// <summary>The app's code. On success the person's <see cref="Person.CodeStep"/> is the one that is used up.</summary>
    public Task<TryAnswer> FromApp(Person person, string code, CancellationToken cancellation) => Try(
        person,
        () =>
        {
            if (AuthenticatorCode.StepOf(person.AuthenticatorKey ?? "", code, clock.GetUtcNow(), person.CodeStep) is not { } step)
                return Task.FromResult(false);
            person.CodeStep = step;
            return Task.FromResult(true);
        },
        "This is not the code that the app shows now. Each code is good once; wait for the next one.", cancellation);

    /// <summary>A code with the key of an app that is being set up.</summary>
    /// <returns>Its half minute; null: it is not the code of now.</returns>
    public long? Fits(string key, string code) => AuthenticatorCode.StepOf(key, code, clock.GetUtcNow(), last: 0);

    /// <summary>A recovery code, which is used up by it.</summary>
    public Task<TryAnswer> FromPaper(Person person, string code, CancellationToken cancellation) => Try(
        person, async () => (await people.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded,
        "This is not one of your recovery codes, or it was used before.", cancellation);

    async Task<TryAnswer> Try(Person person, Func<Task<bool>> isRight, string wrong, CancellationToken cancellation)
    {
        // Counted apart from passwords: whoever comes here knows that one.
        var key = string.Create(CultureInfo.InvariantCulture, $"code of {person.Id}");
        if (await tries.Take(key, cancellation) is not { } left)
            return TryAnswer.TooMany;
        if (await isRight())
        {
            await tries.Forget(key, cancellation);
            return new TryAnswer(person);
        }

        await trail.Failed(person, left == 0, cancellation);
        return left == 0 ? TryAnswer.TooMany : TryAnswer.Wrong(wrong);
    }
}
