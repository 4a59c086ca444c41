using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.SignIn;

namespace Platen.Testing;

/// <summary>
/// Anna, who may do everything: signed in where a test is about something else than signing in. Others come by a click, too, once
/// a test has added them.
/// </summary>
static class Insider
{
    public const string Email = "anna@dealer.example", Name = "Anna Admin", Approver = "ben@dealer.example", Reader = "carla@dealer.example";

    /// <summary>A host that lets her in by a click.</summary>
    public static void LetIn(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new OneClick(
        [
            new OneClickPerson(Email, Name, "Admin"), new OneClickPerson(Approver, "Ben Boss", "Approver"), new OneClickPerson(Reader, "Carla Care", "Account manager"),
        ]));

    public static Task Add(Database database) => Add(database, Name, Email, "Admin");

    public static async Task Add(Database database, string name, string email, string role)
    {
        var people = new PeopleStore(database, () => new AuditTrail(database, Actor.CommandLine, TimeProvider.System));
        await people.Add(AddPerson.Named(name, email, TimeProvider.System), [role], TestContext.Current.CancellationToken);
    }

    public static async Task SignIn(Visitor visitor, string email = Email)
    {
        var entered = await visitor.Send(await visitor.Open("/sign-in?returnTo=/account"), "/sign-in/as", ("email", email));
        Assert.Equal("/account", entered.Path);
    }
}
