using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.ChargeGroups;

/// <summary>group: list, show, add, change, join, leave, end.</summary>
static class GroupVerbs
{
    public static Command All() => new Command("group", "Machine charge groups: a finance company pays up to a limit, the customer beyond it.")
        .With(List(), Show(), Add(), Change(), Join(), Leave(), End());

    static Argument<string> Name() => new("name") { Description = "The group's name." };

    static Argument<string> Details() => new("details") { Description = "As JSON, like a book's chargeGroups has it." };

    static Argument<string[]> Serials() => new("serials") { Description = "Machines, by serial.", Arity = ArgumentArity.OneOrMore };

    static Command List() => new Command("list", "All charge groups.").Does(async (verb, cancellation) =>
    {
        var page = await verb.Use<ListGroups>().Run(ListQuery.From(""), cancellation);
        await verb.Answer(page.Rows, screen =>
        {
            foreach (var row in page.Rows)
            {
                screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{row.Name}: {row.Machines:N0} machines of {row.CustomerCode}, {row.FinancedByCode} pays {row.Limit:N2} a month, settled every {row.CycleMonths} months from {row.StartPeriod}{(row.EndPeriod is { } end ? $" to {end}" : "")}"));
            }
        });
        return Exit.Done;
    });

    static Command Show()
    {
        var name = Name();
        return new Command("show", "A charge group's set-up, as JSON.").With(name).Does(async (verb, cancellation) =>
        {
            await Written.Print(verb, await verb.Use<ReadGroup>().Run(verb.Get(name), cancellation));
            return Exit.Done;
        });
    }

    static Command Add()
    {
        var details = Details();
        return new Command("add", "Set a charge group up.").With(details).Does((verb, cancellation) =>
        {
            var group = Written.Read<GroupDetails>(verb.Get(details));
            return Saved(verb, group.Name, save => save.Add(group, cancellation), "Set up", cancellation);
        });
    }

    static Command Change()
    {
        var details = Details();
        return new Command("change", "Change a charge group, by the name that its details have.").With(details).Does((verb, cancellation) =>
        {
            var group = Written.Read<GroupDetails>(verb.Get(details));
            return Saved(verb, group.Name, save => save.Change(group.Name, group, cancellation), "Changed", cancellation);
        });
    }

    static Command Join()
    {
        var (name, serials) = (Name(), Serials());
        return new Command("join", "Put machines into a charge group, from the next charge run on.").With(name, serials).Does((verb, cancellation) =>
            Saved(verb, verb.Get(name), save => save.Machines(verb.Get(name), verb.Get(serials), isIn: true, cancellation), "Changed", cancellation));
    }

    static Command Leave()
    {
        var (name, serials) = (Name(), Serials());
        return new Command("leave", "Take machines out of a charge group, from the next charge run on.").With(name, serials).Does((verb, cancellation) =>
            Saved(verb, verb.Get(name), save => save.Machines(verb.Get(name), verb.Get(serials), isIn: false, cancellation), "Changed", cancellation));
    }

    static Command End()
    {
        var (name, last) = (Name(), AskedMonth.Argument("The last month that goes through the group."));
        return new Command("end", "End a charge group; the customer then pays what is above the limit so far.").With(name, last).Does((verb, cancellation) =>
            Saved(verb, verb.Get(name), save => save.End(verb.Get(name), verb.Get(last), cancellation), "Changed", cancellation));
    }

    static async Task<Exit> Saved(Verb verb, string name, Func<SaveGroup, Task<int>> save, string done, CancellationToken cancellation)
    {
        var id = await save(verb.Use<SaveGroup>());
        var warnings = await verb.Use<WarnOfGroup>().Run(id, cancellation);
        await verb.Answer(await verb.Use<ReadGroup>().Run(name, cancellation), screen => screen.WriteLine(string.Join('\n', warnings.Prepend($"{done} {name}."))));
        return Exit.Done;
    }
}
