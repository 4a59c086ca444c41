using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platen.Audit;
using Platen.Data;
using Platen.Notifications;
using Platen.Notifications.Sending;
using Platen.Settings;
using Platen.Tests.Support;

namespace Platen.Tests.Notifications;

/// <summary>A dealer's outbox in a test, with a clock that moves when it is told.</summary>
sealed class Post : IAsyncDisposable
{
    readonly ServiceProvider _platen;

    public Post(TestDatabase database, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        Database = database.Database;
        _platen = new ServiceCollection().AddPlaten(Database, Clock)
            .AddSingleton(new AttachmentKind("note", (_, name, _) => Task.FromResult(new Attachment($"{name}.txt", "text/plain", "what it says"u8.ToArray()))))
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public Database Database { get; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static NewMail Notice(string key = "notice:1") => new(key, "notice", "thandi@customer.example", "The pool runs low", "90 of 100 are used.\n.\nA line with a dot alone.\n");

    public Task Set(MailServer server) => Set(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "Print Dealer <billing@dealer.example>" });

    public Task Set(MailSettings settings) => Do((ChangeSettings change) => change.Run(settings, Cancellation));

    /// <summary>Written together with an entry of the trail.</summary>
    public async Task<bool> Put(NewMail mail)
    {
        await using var write = await Database.Write(Cancellation);
        var isNew = await Outbox.Post(write, mail, Clock.GetUtcNow(), Cancellation);
        await Database.Trail(Clock).Commit(write, new Change("pool.low", "contract", "C1"), Cancellation);
        return isNew;
    }

    public async Task<MailsSent> Send()
    {
        MailsSent? sent = null;
        await Do(async (SendMails send) => sent = await send.Run(Cancellation));
        return sent!;
    }

    public async Task Do<T>(Func<T, Task> what)
        where T : notnull
    {
        await using var scope = _platen.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = new Actor(ActorKind.Person, Signing.Anna);
        await what(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task<Mail> Only()
    {
        await using var db = new Db(Database);
        return await db.Mails.SingleAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _platen.DisposeAsync();
}
