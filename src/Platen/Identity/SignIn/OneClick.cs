using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Platen.Identity.SignIn;

/// <summary>
/// People as whom anybody may sign in by one click. Only the demo's host has such people; a database that a demo has written to
/// is served like any other.
/// </summary>
/// <param name="People">Each with what they do here.</param>
sealed record OneClick(IReadOnlyList<OneClickPerson> People)
{
    public static async Task<IResult> Enter(
        [FromForm] string email, [FromForm] string? returnTo, OneClick demo, UserManager<Person> people, Session session)
    {
        var person = demo.People.Any(known => known.Email == email) ? await people.FindByEmailAsync(email) : null;
        return Results.LocalRedirect(person is null ? "/sign-in" : await session.Enter(person, "one click", returnTo) ?? "/sign-in");
    }
}

/// <summary>One of them.</summary>
sealed record OneClickPerson(string Email, string Name, string Role);
