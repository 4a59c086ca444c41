using System.CommandLine;
using System.Text.Json;
using Platen.Data;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Setup;

/// <summary>setup: list, add, change, remove.</summary>
static class SetupVerbs
{
    public static Command All() => new Command("setup", "The dealer's tables: sites, rates, part codes and types.").With(List(), Add(), Change(), Remove());

    static Command List()
    {
        var table = Table();
        return new Command("list", "The rows of a table.").With(table).Does(async (verb, cancellation) =>
        {
            var chosen = SetupTables.At(verb.Get(table));
            var rows = (await verb.Use<ListSetup>().Run(chosen, cancellation)).Select(row => JsonSerializer.SerializeToElement(row, row.GetType(), Json.Options)).ToList();
            await verb.Answer(rows, screen => Show(screen, chosen, rows));
            return Exit.Done;
        });
    }

    static Command Add()
    {
        var (table, row) = (Table(), Row());
        return new Command("add", "Add a row to a table.").With(table, row).Does(async (verb, cancellation) =>
        {
            var chosen = SetupTables.At(verb.Get(table));
            var added = chosen.ReadWritten(verb.Get(row));
            await verb.Use<KeepSetup>().Add(chosen, added, cancellation);
            return await Say(verb, chosen, added.Key, "is added");
        });
    }

    static Command Change()
    {
        var (table, key, row) = (Table(), Key(), Row());
        return new Command("change", "Change a row of a table; its key stays.").With(table, key, row).Does(async (verb, cancellation) =>
        {
            var chosen = SetupTables.At(verb.Get(table));
            await verb.Use<KeepSetup>().Change(chosen, verb.Get(key), chosen.ReadWritten(verb.Get(row)), cancellation);
            return await Say(verb, chosen, verb.Get(key), "is changed");
        });
    }

    static Command Remove()
    {
        var (table, key) = (Table(), Key());
        return new Command("remove", "Remove a row that nothing uses.").With(table, key).Does(async (verb, cancellation) =>
        {
            var chosen = SetupTables.At(verb.Get(table));
            await verb.Use<KeepSetup>().Remove(chosen, verb.Get(key), cancellation);
            return await Say(verb, chosen, verb.Get(key), "is removed");
        });
    }

    static async Task<Exit> Say(Verb verb, SetupTable table, string key, string done)
    {
        await verb.Answer(new Kept(table.Path, key), screen => screen.WriteLine($"The {table.One} {key} {done}."));
        return Exit.Done;
    }

    static void Show(IAnsiConsole screen, SetupTable table, IReadOnlyList<JsonElement> rows)
    {
        var shown = new Table().Border(TableBorder.Simple);
        foreach (var field in table.Fields)
            shown.AddColumn(field.Title);
        foreach (var row in rows)
            shown.AddRow([.. table.Fields.Select(field => Markup.Escape(SetupText.Of(row, field)))]);
        screen.Write(shown);
    }

    static Argument<string> Table() => new("table") { Description = string.Join(", ", SetupTables.All.Select(table => table.Path)) + "." };

    static Argument<string> Key() => new("key") { Description = "The row's code, type or name; of a rate with its day, like \"USD 2026-01-01\"." };

    static Argument<string> Row() => new("row") { Description = "The row as JSON, like {\"code\":\"CPT\",\"name\":\"Cape Town\"}." };

    /// <summary>As --json answers it.</summary>
    sealed record Kept(string Table, string Key);
}
