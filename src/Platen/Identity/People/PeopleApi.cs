using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Identity;

/// <summary>Somebody who is to be let in.</summary>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">How others read them.</param>
/// <param name="Roles">What they do here.</param>
public sealed record NewPerson([property: Required] string? Email, [property: Required] string? Name, [property: Required, MinLength(1)] string[]? Roles);

/// <summary>The roles that a person is to hold.</summary>
public sealed record HeldRoles([property: Required, MinLength(1)] string[]? Roles);

/// <summary>What a person is to see.</summary>
/// <param name="OwnAccountsOnly">Only customers whose account manager they are.</param>
/// <param name="Sites">Only contracts of these branches, by code, and what hangs on them; none: of all.</param>
public sealed record PersonLimit([property: Required] bool? OwnAccountsOnly, [property: Required] string[]? Sites);

/// <summary>Where a person is at home.</summary>
/// <param name="Site">The branch whose contracts they see first, by code; empty: none in particular.</param>
public sealed record HomeSite([property: Required(AllowEmptyStrings = true)] string? Site);

/// <summary>A one-time link, shown this once.</summary>
/// <param name="Link">What follows the address of this Platen; good within a day.</param>
public sealed record MadeLink(string Email, string Link);

static class PeopleApi
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("people").WithTags("People");
        var read = people.MapGroup("").Needs(PeoplePermissions.Read);
        read.MapGet("", (ListPeople list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListPeople").WithSummary("Who may sign in, or could, with their roles")
            .WithDescription("q: part of name or address. role: exact. state: in, disabled. sort: name, email, signed-in; with - descending. page: from 1.");
        read.MapGet("{email}", Show).WithName("GetPerson").WithSummary("One person, with what they may do");

        var edit = people.MapGroup("").Needs(PeoplePermissions.Edit);
        edit.MapPost("", Add).WithName("AddPerson").WithMetadata(ShownOnce.Mark)
            .WithSummary("Let somebody in; the answer has the one-time link with which they choose their password");
        edit.MapPut("{email}/roles", Roles).WithName("GiveRoles").WithSummary("Give somebody these roles, and take away all others");
        edit.MapPut("{email}/limit", Limit).WithName("LimitPerson").WithSummary("Limit somebody to customers whose account manager they are, to contracts of some branches, or to both; or lift that");
        edit.MapPut("{email}/site", Site).WithName("GiveDefaultSite").WithSummary("The branch whose contracts somebody sees first; they may look at others");
        edit.MapPost("{email}/disable", Disable).WithName("DisablePerson").WithSummary("Let somebody in no more, and out at once");
        edit.MapPost("{email}/enable", Enable).WithName("EnablePerson").WithSummary("Let somebody in again");
        edit.MapPost("{email}/sign-out", SignOut).WithName("SignPersonOut").WithSummary("End somebody's sessions in every browser");
        edit.MapPost("{email}/link", Link).WithName("MakePersonLink").WithMetadata(ShownOnce.Mark)
            .WithSummary("A new one-time link, for who has lost their password");
    }

    static async Task<Results<Ok<PersonView>, NotFound>> Show(string email, ShowPerson show, CancellationToken cancellation) =>
        await show.Run(email, cancellation) is { } person ? TypedResults.Ok(person) : TypedResults.NotFound();

    static async Task<Ok<AddedPerson>> Add(NewPerson person, AddPerson add, CancellationToken cancellation) =>
        TypedResults.Ok(await add.Run(person.Email!, person.Name!, person.Roles!, null, cancellation));

    static async Task<Results<Ok<PersonView>, NotFound>> Roles(string email, HeldRoles held, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.Roles(email, held.Roles!, null, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Results<Ok<PersonView>, NotFound>> Limit(string email, PersonLimit limit, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.Limit(email, limit.OwnAccountsOnly!.Value, limit.Sites!, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Results<Ok<PersonView>, NotFound>> Site(string email, HomeSite home, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.DefaultSite(email, home.Site is { Length: > 0 } site ? site : null, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Results<Ok<PersonView>, NotFound>> Disable(string email, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.Disable(email, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Results<Ok<PersonView>, NotFound>> Enable(string email, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.Enable(email, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Results<Ok<PersonView>, NotFound>> SignOut(string email, ChangePeople change, ShowPerson show, CancellationToken cancellation)
    {
        await change.SignOut(email, cancellation);
        return await Show(email, show, cancellation);
    }

    static async Task<Ok<MadeLink>> Link(string email, ChangePeople change, CancellationToken cancellation) =>
        TypedResults.Ok(new MadeLink(email, await change.Link(email, withoutCode: false, cancellation)));
}
