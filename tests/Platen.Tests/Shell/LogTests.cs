using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>What stands in a log is read by many: no secret is among it, whatever goes wrong.</summary>
public class LogTests
{
    const string Wrong = "a wrong password of mine", SmtpPassword = "smtp-hunter-2";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task No_secret_is_written_into_a_log(TestDatabase database)
    {
        using var log = new Written();
        await database.Add();
        await Insider.Add(database.Database);
        var token = await database.AddKey("reader", "customers.read");
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var platen = await RunningPlaten.On(database, clock, builder =>
        {
            Insider.LetIn(builder);
            builder.Logging.AddProvider(log);
        });
        await platen.SignIn();
        await using var other = await RunningPlaten.On(database, clock, builder => builder.Logging.AddProvider(log));
        using var thandi = other.Visitor();
        await thandi.SignIn(password: Wrong);
        await thandi.SignIn();
        using var program = platen.Program(token);
        await program.Ask("/api/v1/audit"); // not allowed
        await program.Send("/api/v1/readings", new { serial = token }, token); // not understood
        var (_, link) = await platen.Post($"/api/v1/people/{People.Thandi}/link", new { });
        var invitation = link.GetProperty("link").GetString()!;
        await thandi.Open(invitation);
        await thandi.Open(invitation + "x");
        using var kept = await platen.Http.PutAsJsonAsync("/api/v1/settings/mail", new { host = "127.0.0.1", port = 1, security = "none", from = "billing@dealer.example" }, Cancellation);
        using var refused = await platen.Http.PutAsJsonAsync("/api/v1/settings/mail", new { user = "dealer", password = SmtpPassword, security = "no such" }, Cancellation);
        clock.Advance(TimeSpan.FromMinutes(2)); // mails are tried, uses of keys written down
        log.CreateLogger("test").LogWarning("It is written into what the test reads.");

        Assert.Contains(log.Lines, line => line.StartsWith("It is written", StringComparison.Ordinal));
        foreach (var secret in (string[])[People.Password, Wrong, SmtpPassword, token, invitation.Split('=')[^1], thandi.Cookie("platen-session")!])
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    sealed class Written : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
