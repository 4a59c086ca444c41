using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Platen.Audit;
using Platen.Identity;
using Platen.Testing;

namespace Platen.Tests.Support;

/// <summary>Lets people in for a test, and signs them in as they would.</summary>
static class People
{
    public const string Thandi = "thandi@dealer.example", Password = "four words of no meaning";

    /// <summary>Somebody with <see cref="Password"/>.</summary>
    public static async Task Add(this TestDatabase database, string email = Thandi, string role = "Admin", string name = "Thandi Mokoena")
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).HashLightly().BuildServiceProvider(validateScopes: true);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.CommandLine;
        await scope.ServiceProvider.GetRequiredService<AddPerson>().Run(email, name, [role], Password, TestContext.Current.CancellationToken);
    }

    /// <summary>A password is made slow to guess, and a test does not wait for it.</summary>
    public static IServiceCollection HashLightly(this IServiceCollection services) =>
        services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1_000);

    /// <summary>Goes to the sign-in page and gives a name and a password.</summary>
    public static async Task<Seen> SignIn(this Visitor visitor, string email = Thandi, string password = Password, string returnTo = "/account") =>
        await visitor.Send(await visitor.Open("/sign-in?returnTo=" + Uri.EscapeDataString(returnTo)), "sign-in", ("Email", email), ("Password", password));
}
