using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Platen.Identity;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>The pages' one door to the use cases.</summary>
public class AskTests
{
    [Theory, EveryDatabase]
    public async Task What_a_use_case_does_in_its_own_time_is_waited_for(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database);
        var ask = new Ask(platen.Services.GetRequiredService<IServiceScopeFactory>(), new Inside(1));
        var done = false;

        await ask.Of((ListPeople _) => Later());
        var refused = await Assert.ThrowsAsync<Refusal>(() => ask.Of((ListPeople _) => Refuses()));

        Assert.True(done);
        Assert.Equal("Too late.", refused.Message);

        async Task Later()
        {
            await Task.Yield();
            done = true;
        }

        static async Task Refuses()
        {
            await Task.Yield();
            throw new Refusal("Too late.");
        }
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_is_refused_whatever_the_page_shows(TestDatabase database)
    {
        await database.Add();
        await database.Add("sipho@dealer.example", "Technician", "Sipho Nkosi");
        await using var platen = await RunningPlaten.On(database);
        var ask = new Ask(platen.Services.GetRequiredService<IServiceScopeFactory>(), new Inside(2));

        var refused = await Assert.ThrowsAsync<Refusal>(() => ask.Of((ListPeople list) => list.Everybody(TestContext.Current.CancellationToken)));

        Assert.Equal("Your roles do not allow this: it needs people.read. Ask an administrator for it.", refused.Message);
    }

    /// <summary>Somebody who is signed in.</summary>
    sealed class Inside(int person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, person.ToString(CultureInfo.InvariantCulture)), new(ClaimTypes.Name, "Somebody")], "test"))));
    }
}
