using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.SignIn;

namespace Platen.Testing;

/// <summary>Anna, who may do everything: signed in where a test is about something else than signing in.</summary>
static class Insider
{
    public const string Email = "anna@dealer.example", Name = "Anna Admin";

    /// <summary>A host that lets her in by a click.</summary>
    public static void LetIn(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new OneClick([new OneClickPerson(Email, Name, "Admin")]));

    public static async Task Add(Database database)
    {
        var people = new PeopleStore(database, () => new AuditTrail(database, Actor.CommandLine, TimeProvider.System));
        await people.Add(AddPerson.Named(Name, Email, TimeProvider.System), ["Admin"], TestContext.Current.CancellationToken);
    }

    public static async Task SignIn(Visitor visitor)
    {
        var entered = await visitor.Send(await visitor.Open("/sign-in?returnTo=/account"), "/sign-in/as", ("email", Email));
        Assert.Equal("/account", entered.Path);
    }
}
