using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Identity.Roles;

/// <summary>role: list, add, change, remove.</summary>
static class RoleVerbs
{
    public static Command Role() => new Command("role", "What people may do: sets of permissions under a name.").With(List(), Add(), Change(), Remove());

    static Command List()
    {
        var name = new Argument<string?>("name") { Description = "One role, with all that it may do.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("list", "Every role there is, and what each may do.").With(name).Does(async (verb, cancellation) =>
        {
            var roles = (await verb.Use<ListRoles>().Run(cancellation)).Roles;
            if (verb.Get(name) is { } asked)
                roles = [roles.FirstOrDefault(role => role.Name == asked) ?? throw new Refusal($"There is no role {asked}. There are: {string.Join(", ", roles.Select(role => role.Name))}.")];
            await verb.Answer(roles, screen => Show(screen, roles));
            return Exit.Done;
        });
    }

    static Command Add()
    {
        var (name, description, permissions) = (Name(), Description(), Permissions());
        permissions.Required = true;
        return new Command("add", "Make a role of your own.").With(name, description, permissions).Does(async (verb, cancellation) =>
        {
            var role = new Role(verb.Get(name), verb.Get(description) ?? "", [.. verb.Get(permissions)!]);
            await verb.Use<EditRoles>().Add(role, cancellation);
            await verb.Answer(new Answered(role.Name), screen => screen.WriteLine($"There is a role {role.Name}. 'platen user roles' gives it to somebody."));
            return Exit.Done;
        });
    }

    static Command Change()
    {
        var (name, description, permissions) = (Name(), Description(), Permissions());
        return new Command("change", "Change a role of your own: whoever holds it has the new rights at once.").With(name, description, permissions).Does(async (verb, cancellation) =>
        {
            await verb.Use<EditRoles>().Change(verb.Get(name), verb.Get(description), verb.Get(permissions) is { Length: > 0 } said ? said : null, cancellation);
            await verb.Answer(new Answered(verb.Get(name)), screen => screen.WriteLine($"{verb.Get(name)} is changed."));
            return Exit.Done;
        });
    }

    static Command Remove()
    {
        var name = Name();
        return new Command("remove", "Remove a role of your own that nobody holds.").With(name).Does(async (verb, cancellation) =>
        {
            await verb.Use<EditRoles>().Remove(verb.Get(name), cancellation);
            await verb.Answer(new Answered(verb.Get(name)), screen => screen.WriteLine($"There is no role {verb.Get(name)} any more."));
            return Exit.Done;
        });
    }

    static Argument<string> Name() => new("name") { Description = "What the role is called." };

    static Option<string?> Description() => new("--description") { Description = "What its holder does here, in a sentence", HelpName = "TEXT" };

    static Option<string[]> Permissions() => new("--permission")
    {
        Description = "What it may do, like billing.read; may be said more than once, and is then all that it may do",
        HelpName = "PERMISSION",
    };

    static void Show(IAnsiConsole screen, IReadOnlyList<RoleRow> roles)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Role").AddColumn("Does").AddColumn("May").AddColumn(new TableColumn("Held by").RightAligned());
        foreach (var role in roles)
        {
            table.AddRow(
                Markup.Escape(role.Name), Markup.Escape(role.Description), Markup.Escape(string.Join(", ", role.Permissions)),
                role.Holders.ToString(CultureInfo.InvariantCulture));
        }

        screen.Write(table);
    }

    /// <summary>As --json answers it.</summary>
    sealed record Answered(string Role);
}
