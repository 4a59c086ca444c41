using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Identity.Keys;

/// <summary>key: add, list, revoke.</summary>
static class KeyVerbs
{
    public static Command All() => new Command("key", "What programs call the API with.").With(Add(), List(), Revoke());

    static Command Add()
    {
        var name = Name();
        var permissions = new Option<string[]>("--permission") { Description = "What it may do, like billing.read; may be said more than once", HelpName = "PERMISSION", Required = true };
        var lastDay = AskedDay.Option(
            "--expires", string.Create(CultureInfo.InvariantCulture, $"The last day on which it is good, like 2026-12-31; {AddKey.Days} days from today where none is named"), "DATE");
        return new Command("add", "Make a key, and print its token this once.").With(name, permissions, lastDay).Does(async (verb, cancellation) =>
        {
            var added = await verb.Use<AddKey>().Run(new NewKey(verb.Get(name), verb.Get(permissions)!, verb.Get(lastDay)), cancellation);
            await verb.Answer(added, screen =>
            {
                screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{added.Name} may {string.Join(", ", added.Permissions)} until {LastDay(added.ExpiresAt)}. Its token, which is shown this once:"));
                screen.WriteLine(added.Token);
            });
            return Exit.Done;
        });
    }

    static Command List() => new Command("list", "Every key there is or was.").Does(async (verb, cancellation) =>
    {
        var keys = await verb.Use<ListKeys>().Run(cancellation);
        await verb.Answer(keys, screen => Show(screen, keys));
        return Exit.Done;
    });

    static Command Revoke()
    {
        var name = Name();
        return new Command("revoke", "Take a key back, at once.").With(name).Does(async (verb, cancellation) =>
        {
            await verb.Use<RevokeKey>().Run(verb.Get(name), cancellation);
            await verb.Answer(new Revoked(verb.Get(name)), screen => screen.WriteLine($"{verb.Get(name)} opens nothing any more."));
            return Exit.Done;
        });
    }

    static Argument<string> Name() => new("name") { Description = "What the key is for, as the audit trail calls it." };

    static void Show(IAnsiConsole screen, IReadOnlyList<KeyRow> keys)
    {
        if (keys.Count == 0)
        {
            screen.WriteLine("No key yet. 'platen key add NAME --permission billing.read' makes one.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Name").AddColumn("Token").AddColumn("May").AddColumn("Made by").AddColumn("Until").AddColumn("Last used").AddColumn("");
        foreach (var key in keys)
        {
            table.AddRow(
                Markup.Escape(key.Name), $"platen_{key.Prefix}_…", Markup.Escape(string.Join(", ", key.Permissions)), Markup.Escape(key.CreatedBy), LastDay(key.ExpiresAt),
                key.LastUsedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never",
                key.State switch
                {
                    KeyState.Good => "",
                    KeyState.MakerDisabled => "its maker is disabled",
                    KeyState.Expired => "expired",
                    KeyState.Revoked => "revoked",
                });
        }

        screen.Write(table);
    }

    static string LastDay(DateTimeOffset expires) => expires.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As --json answers it.</summary>
    sealed record Revoked(string Name);
}
