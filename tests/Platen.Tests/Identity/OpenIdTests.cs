using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Signing in by OpenID Connect, at a provider that answers as a real one does.</summary>
public class OpenIdTests
{
    const string NotKnown = "Dealer One did not name anybody who may sign in here. Ask an administrator to let you in under the e-mail address that it knows.";

    [Theory, EveryDatabase]
    public async Task Who_is_somebody_here_comes_in_by_their_address_and_later_by_their_number(TestDatabase database)
    {
        await database.Add();
        await using var provider = await OpenIdProvider.Start();
        await using var platen = await RunningPlaten.On(database, more: provider.Configure);

        var first = await Come(platen);
        provider.Email = "thandi.married@dealer.example";
        var renamed = await Come(platen);

        Assert.Equal(("/account", "/account"), (first.Path, renamed.Path));
        Assert.Contains(People.Thandi, first.Words, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Nobody_is_let_in_by_a_provider_alone(TestDatabase database)
    {
        await database.Add();
        await using var provider = await OpenIdProvider.Start();
        await using var platen = await RunningPlaten.On(database, more: provider.Configure);

        provider.Email = "stranger@dealer.example";
        var stranger = await Come(platen);
        (provider.Email, provider.IsEmailVerified) = (People.Thandi, false);
        var unchecked_ = await Come(platen);
        (provider.IsEmailVerified, provider.IsForged) = (true, true);
        var forged = await Come(platen);

        Assert.Equal((NotKnown, NotKnown, NotKnown), (stranger.Said, unchecked_.Said, forged.Said));
    }

    [Theory, EveryDatabase]
    public async Task Who_is_bound_to_an_account_stays_that_person_whatever_address_it_takes(TestDatabase database)
    {
        await database.Add();
        await database.Add("sipho@dealer.example", name: "Sipho Nkosi");
        await using var provider = await OpenIdProvider.Start();
        await using var platen = await RunningPlaten.On(database, more: provider.Configure);
        await Come(platen);

        provider.Email = "sipho@dealer.example"; // the account is the same, and so is the person
        var same = await Come(platen);
        await database.Platen("user", "disable", People.Thandi);

        Assert.Contains(People.Thandi, same.Words, StringComparison.Ordinal);
        Assert.Equal(NotKnown, (await Come(platen)).Said);
    }

    [Theory, EveryDatabase]
    public async Task An_answer_that_nobody_asked_for_is_refused(TestDatabase database)
    {
        await database.Add();
        await using var provider = await OpenIdProvider.Start();
        await using var platen = await RunningPlaten.On(database, more: provider.Configure);
        using var victim = platen.Visitor();

        var planted = await victim.Open("/sign-in/openid/callback?code=somebodys&state=made-up");

        Assert.Equal(NotKnown, planted.Said);
    }

    static async Task<Seen> Come(RunningPlaten platen)
    {
        using var visitor = platen.Visitor();
        return await visitor.Send(await visitor.Open("/sign-in?returnTo=/account"), "/sign-in/openid");
    }
}
