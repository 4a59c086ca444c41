using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Platen.Identity.Codes;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>The second step: codes of an authenticator app, and those on paper.</summary>
public partial class CodeTests
{
    readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    /// <summary>The vectors of RFC 6238 for SHA-1, their last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_any_app(long second, string code) =>
        Assert.Equal(code, AuthenticatorCode.At("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory, EveryDatabase]
    public async Task Who_has_set_up_an_app_is_asked_for_its_code(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        var (key, _) = await SetUp(thandi);
        using var elsewhere = platen.Visitor();
        _clock.Advance(TimeSpan.FromMinutes(1));

        var asked = await elsewhere.SignIn();
        var notIn = await elsewhere.Open("/account");
        var wrong = await elsewhere.Send(asked, "code", ("Code", "000000"));
        var entered = await elsewhere.Send(asked, "code", ("Code", AuthenticatorCode.At(key, _clock.GetUtcNow())));

        Assert.Equal("/sign-in/code?returnTo=%2Faccount", asked.Path);
        Assert.Equal("Sign in", notIn.Title);
        Assert.StartsWith("This is not the code", wrong.Said, StringComparison.Ordinal);
        Assert.Equal("/account", entered.Path);
    }

    [Theory, EveryDatabase]
    public async Task A_code_that_somebody_looked_at_is_not_good_a_second_time(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        var (key, _) = await SetUp(thandi);
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var first = platen.Visitor();
        using var second = platen.Visitor();
        var (one, two) = (await first.SignIn(), await second.SignIn());
        var code = AuthenticatorCode.At(key, _clock.GetUtcNow());

        var both = await Task.WhenAll(first.Send(one, "code", ("Code", code)), second.Send(two, "code", ("Code", code)));
        using var third = platen.Visitor();
        var late = await third.Send(await third.SignIn(), "code", ("Code", code));

        Assert.Single(both, page => page.Path == "/account");
        Assert.NotNull(late.Said);
    }

    [Theory, EveryDatabase]
    public async Task Guessing_codes_ends_after_five(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        var (key, _) = await SetUp(thandi);
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var guesser = platen.Visitor();
        var asked = await guesser.SignIn();

        for (var guess = 0; guess < 5; guess++)
            await guesser.Send(asked, "code", ("Code", "000000"));
        var right = await guesser.Send(asked, "code", ("Code", AuthenticatorCode.At(key, _clock.GetUtcNow())));

        Assert.StartsWith("That was tried too often.", right.Said, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_recovery_code_is_good_once_and_new_ones_end_the_old(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        var (_, codes) = await SetUp(thandi);

        var entered = await Recover(platen, codes[0]);
        var again = await Recover(platen, codes[0]);
        var made = await thandi.Send(await thandi.Open("/account/authenticator"), "change", ("Password", People.Password), ("What", "codes"));
        var old = await Recover(platen, codes[1]);
        var fresh = await Recover(platen, RecoveryCodes().Matches(made.Text)[0].Groups[1].Value.ToLowerInvariant());

        Assert.Equal(10, codes.Count);
        Assert.Equal(("/account", "/account"), (entered.Path, fresh.Path));
        Assert.StartsWith("This is not one of your recovery codes", again.Said, StringComparison.Ordinal);
        Assert.StartsWith("This is not one of your recovery codes", old.Said, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Setting_an_app_up_needs_its_code_and_the_password(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        await thandi.SignIn();
        var page = await thandi.Open("/account/authenticator");
        var code = AuthenticatorCode.At(Key(page), _clock.GetUtcNow());

        var noPassword = await thandi.Send(page, "set-up", ("Code", code), ("Password", "not the password"));
        var noCode = await thandi.Send(page, "set-up", ("Code", "000000"), ("Password", People.Password));
        await thandi.Send(page, "set-up", ("Code", code), ("Password", People.Password));
        await thandi.Send(await thandi.Open("/account/authenticator"), "change", ("Password", People.Password), ("What", "remove"));
        using var elsewhere = platen.Visitor();

        Assert.NotNull(noPassword.Said);
        Assert.Equal("This is not the code that the app shows now.", noCode.Said);
        Assert.Equal("/account", (await elsewhere.SignIn()).Path);
    }

    [Theory, EveryDatabase]
    public async Task Who_lost_the_telephone_too_gets_a_link_without_a_code(TestDatabase database)
    {
        await database.Add();
        await using var platen = await RunningPlaten.On(database, _clock);
        using var thandi = platen.Visitor();
        await SetUp(thandi);
        using var elsewhere = platen.Visitor();

        var link = (await database.Platen("user", "link", People.Thandi, "--forget-authenticator", "--address", "")).Output.Trim();
        var entered = await elsewhere.Send(await elsewhere.Open(link), "welcome", ("Password", "another four words here"));

        Assert.Equal("/", entered.Path);
    }

    async Task<(string Key, IReadOnlyList<string> Codes)> SetUp(Visitor thandi)
    {
        await thandi.SignIn();
        var page = await thandi.Open("/account/authenticator");
        var key = Key(page);
        var done = await thandi.Send(page, "set-up", ("Code", AuthenticatorCode.At(key, _clock.GetUtcNow())), ("Password", People.Password));
        return (key, [.. RecoveryCodes().Matches(done.Text).Select(code => code.Groups[1].Value)]);
    }

    static async Task<Seen> Recover(RunningPlaten platen, string code)
    {
        using var visitor = platen.Visitor();
        await visitor.SignIn();
        return await visitor.Send(await visitor.Open("/sign-in/recovery?returnTo=/account"), "recovery", ("Code", code));
    }

    static string Key(Seen page) => Keys().Match(page.Text).Groups[1].Value;

    [GeneratedRegex("name=\"Key\" value=\"([A-Z2-7]{32})\"")]
    private static partial Regex Keys();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex RecoveryCodes();
}
