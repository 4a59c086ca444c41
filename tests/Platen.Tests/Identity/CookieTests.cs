using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>What a cookie of Platen's allows: no script reads it, no other site sends it along, and over an encrypted line it stays there.</summary>
public class CookieTests
{
    [Theory]
    [EveryDatabase("http")]
    [EveryDatabase("https")]
    public async Task Every_cookie_of_signing_in_is_kept_from_scripts_and_other_sites_and_stays_on_an_encrypted_line(TestDatabase database, string scheme)
    {
        var set = new List<string>();
        await database.Add();
        await using var platen = await RunningPlaten.On(database, more: builder => builder.Services.AddSingleton<IStartupFilter>(new Behind(scheme, set)));
        using var thandi = platen.Visitor();

        var asked = await thandi.Open("/sign-in");
        foreach (var cookie in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)).ToList())
            thandi.Take(cookie[0], cookie[1]); // the visitor's own line is not encrypted, and would not give it back
        await thandi.Send(asked, "sign-in", ("Email", People.Thandi), ("Password", People.Password));

        Assert.Contains(set, cookie => cookie.StartsWith("platen-session=", StringComparison.Ordinal));
        Assert.Contains(set, cookie => cookie.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal));
        Assert.All(set, cookie =>
        {
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.Equal(scheme == "https", cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        });
    }

    /// <summary>A proxy in front that ends the encryption, and sees what is set.</summary>
    sealed class Behind(string scheme, List<string> set) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, then) =>
            {
                context.Request.Scheme = scheme;
                context.Response.OnStarting(() =>
                {
                    // The visitor follows on its own line.
                    if (context.Response.Headers.Location is [{ } location])
                        context.Response.Headers.Location = location.Replace("https://", "http://", StringComparison.Ordinal);
                    set.AddRange(context.Response.Headers.SetCookie.Where(cookie => cookie is not null && !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))!);
                    return Task.CompletedTask;
                });
                return then(context);
            });
            next(app);
        };
    }
}
