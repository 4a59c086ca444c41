using Microsoft.Extensions.DependencyInjection;
using Platen.Demo;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>The demo's people: a click lets anybody in, and only there.</summary>
public class DemoTests
{
    [Theory, EveryDatabase]
    public async Task Anybody_is_one_of_the_demos_people_by_a_click_and_nobody_elsewhere_is(TestDatabase database)
    {
        var person = DemoPeople.OneClick.People[1];
        await new DemoPeople(database.Database, new(database.Database, () => database.Trail()), TimeProvider.System).Prepare(TestContext.Current.CancellationToken);
        await using var demo = await RunningPlaten.On(database, more: builder => builder.Services.AddSingleton(DemoPeople.OneClick));
        await using var served = await RunningPlaten.On(database);
        using var inDemo = demo.Visitor();
        using var elsewhere = served.Visitor();

        var entered = await inDemo.Send(await inDemo.Open("/sign-in?returnTo=/account"), "/sign-in/as", ("email", person.Email));
        var door = await elsewhere.Open("/sign-in");
        var tried = await elsewhere.Post("/sign-in/as", ("email", person.Email));

        Assert.Contains(person.Email, entered.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("sign-in/as", door.Text, StringComparison.Ordinal);
        Assert.Equal("Sign in", tried.Title);
        Assert.Equal("Sign in", (await elsewhere.Open("/account")).Title);
        Assert.NotNull((await elsewhere.SignIn(person.Email, "")).Said);
    }

    [Theory, EveryDatabase]
    public async Task A_click_lets_in_only_the_demos_people(TestDatabase database)
    {
        await database.Add();
        await using var demo = await RunningPlaten.On(database, more: builder => builder.Services.AddSingleton(DemoPeople.OneClick));
        using var visitor = demo.Visitor();

        await visitor.Send(await visitor.Open("/sign-in"), "/sign-in/as", ("email", People.Thandi));

        Assert.Equal("Sign in", (await visitor.Open("/account")).Title);
    }
}
