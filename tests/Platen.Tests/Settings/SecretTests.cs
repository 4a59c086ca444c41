using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platen.Data;
using Platen.Health;
using Platen.Settings;
using Platen.Settings.Sealing;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Settings;

/// <summary>Secrets: sealed where they are kept, shown nowhere, opened only with their key.</summary>
public class SecretTests
{
    const string Word = "hunter2-and-more";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Some settings with a secret.</summary>
    sealed record Door : ISettings
    {
        public static string Name => "door";

        public string? Host { get; init; }
        public Secret? Password { get; init; }

        IEnumerable<Fault> ISettings.Faults() => [];
    }

    [Theory, EveryDatabase]
    public async Task A_secret_is_kept_sealed_and_opened_for_use(TestDatabase database)
    {
        await using var platen = Platen(database, null);
        await Keep(platen, new Door { Host = "mail.example", Password = Secret.Entered(Word) });

        var kept = await new SettingsStore(database.Database).Get<Door>(Cancellation);
        Assert.Equal(Word, platen.GetRequiredService<Seals>().Open(kept.Password!));
        Assert.DoesNotContain(Word, await Everything(database), StringComparison.Ordinal);
    }

    [Fact]
    public void However_it_is_written_it_says_only_that_it_is_there()
    {
        var door = new Door { Password = Secret.Entered(Word) };

        Assert.DoesNotContain(Word, JsonSerializer.Serialize(door, Json.Options) + JsonSerializer.Serialize(door) + door + door.Password, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_trail_tells_that_it_is_another_and_not_which(TestDatabase database)
    {
        await using var platen = Platen(database, null);
        await Keep(platen, new Door { Password = Secret.Entered("first") });
        await Keep(platen, new Door { Password = Secret.Entered("second") });

        await using var db = new Db(database.Database);
        var entry = await db.AuditEntries.OrderBy(entry => entry.Id).LastAsync(Cancellation);
        Assert.Equal(("""{"password":"(kept)"}""", """{"password":"(new)"}"""), (entry.Before, entry.After));
    }

    [Theory, EveryDatabase]
    public async Task Sent_back_as_it_was_answered_it_stays_and_empty_it_goes(TestDatabase database)
    {
        await using var platen = Platen(database, null);
        await Keep(platen, new Door { Password = Secret.Entered(Word) });
        var answered = JsonSerializer.Serialize(await new SettingsStore(database.Database).Get<Door>(Cancellation), Json.Options);

        await Keep(platen, JsonSerializer.Deserialize<Door>(answered, Json.Options)! with { Host = "other.example" });
        var stays = await new SettingsStore(database.Database).Get<Door>(Cancellation);
        await Keep(platen, new Door { Password = Secret.Entered("") });

        Assert.Equal(("other.example", Word), (stays.Host, platen.GetRequiredService<Seals>().Open(stays.Password!)));
        Assert.Null((await new SettingsStore(database.Database).Get<Door>(Cancellation)).Password);
    }

    [Theory, EveryDatabase]
    public async Task Under_a_passphrase_a_copy_of_the_database_opens_nothing(TestDatabase database)
    {
        // The keys lay open at first; the passphrase came later.
        await using (var before = Platen(database, null))
            await Keep(before, new Door { Password = Secret.Entered(Word) });
        await using var with = Platen(database, "a long passphrase of the dealer's");
        var secret = (await new SettingsStore(database.Database).Get<Door>(Cancellation)).Password!;
        Assert.Equal(Word, with.GetRequiredService<Seals>().Open(secret));

        await using var without = Platen(database, null);
        await using var wrong = Platen(database, "another");
        foreach (var thief in (ServiceProvider[])[without, wrong])
            Assert.Contains(Passphrase.Variable, Assert.Throws<Refusal>(() => thief.GetRequiredService<Seals>().Open(secret)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", await Everything(database), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_doctor_tells_where_keys_lie_open(TestDatabase database)
    {
        async Task<Verdict> Look(string? passphrase) => (await new SecretsAreSealed().Look(
            new Installation(database.Folder, database.Postgres, TimeProvider.System) { Passphrase = new(passphrase) }, Cancellation)).Verdict;

        Assert.Equal(Verdict.Well, await Look(null));
        await using (var platen = Platen(database, null))
            await Keep(platen, new Door { Password = Secret.Entered(Word) });
        Assert.Equal((Verdict.Look, Verdict.Well), (await Look(null), await Look("long")));
        await using (var platen = Platen(database, "long"))
            await Keep(platen, new Door { Password = Secret.Entered("other") });
        Assert.Equal((Verdict.Broken, Verdict.Well, Verdict.Broken), (await Look(null), await Look("long"), await Look("wrong")));
    }

    static ServiceProvider Platen(TestDatabase database, string? passphrase) =>
        new ServiceCollection().AddPlaten(database.Database, TimeProvider.System).AddSingleton(new Passphrase(passphrase)).BuildServiceProvider();

    static async Task Keep(ServiceProvider platen, Door door)
    {
        var database = platen.GetRequiredService<Database>();
        await new ChangeSettings(database, platen.GetRequiredService<Seals>(), database.Trail()).Run(door, Cancellation);
    }

    /// <summary>All that a copy of the database would tell of settings, keys and the trail.</summary>
    static async Task<string> Everything(TestDatabase database)
    {
        await using var connection = await database.Database.Connect(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT document FROM settings UNION ALL SELECT xml FROM cookie_keys UNION ALL SELECT coalesce(before, '') || coalesce(after, '') FROM audit_entries";
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var all = new List<string>();
        while (await row.ReadAsync(Cancellation))
            all.Add(row.GetString(0));
        return string.Join('\n', all);
    }
}
