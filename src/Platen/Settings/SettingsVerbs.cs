using System.CommandLine;
using System.Text.Json;
using Platen.Data;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Settings;

/// <summary>settings: show, set.</summary>
static class SettingsVerbs
{
    public static Command All() => new Command("settings", "What the dealer decides.").With(Show(), Set());

    static Command Show()
    {
        var name = new Argument<string?>("name") { Description = "Which, like billing-rules; all where none is named.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("show", "The settings as they hold; a secret says only that it is kept.").With(name).Does(async (verb, cancellation) =>
        {
            var settings = await verb.Use<ShowSettings>().Run(verb.Get(name), cancellation);
            await verb.Answer(settings, screen => Say(screen, settings));
            return Exit.Done;
        });
    }

    static Command Set()
    {
        var fields = new Argument<string[]>("NAME=VALUE")
        {
            Description = "Like billing-rules.reapproval=vendor-list. NAME= gives the default back; NAME=- reads the value from the standard input, as for a password.",
            Arity = ArgumentArity.OneOrMore,
        };
        return new Command("set", "Change settings.").With(fields).Does(async (verb, cancellation) =>
        {
            var asked = new List<(string Name, string Value)>();
            foreach (var field in verb.Get(fields))
            {
                if (field.Split('=', 2) is not [var name, var value])
                    throw new Refusal($"{field}: say NAME=VALUE, like billing-rules.reapproval=vendor-list.");
                asked.Add((name, value == "-" ? await verb.Terminal.Input.ReadLineAsync(cancellation) ?? "" : value));
            }

            await verb.Use<SetFields>().Run(asked, cancellation);
            var settings = await verb.Use<ShowSettings>().Run(null, cancellation);
            await verb.Answer(settings, screen => Say(screen, settings));
            return Exit.Done;
        });
    }

    static void Say(IAnsiConsole screen, IReadOnlyDictionary<string, object> settings)
    {
        foreach (var (name, one) in settings)
        {
            foreach (var (field, value) in JsonSerializer.SerializeToNode(one, one.GetType(), Json.Options)!.AsObject())
                screen.WriteLine($"{name}.{field}={value}");
        }
    }
}
