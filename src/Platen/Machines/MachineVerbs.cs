using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Machines;

/// <summary>machine: show, add, change.</summary>
static class MachineVerbs
{
    public static Command All() => new Command("machine", "Machines and their meters.").With(Show(), Add(), Change());

    static Command Show()
    {
        var serial = Serial();
        return new Command("show", "A machine's details, as JSON.").With(serial).Does(async (verb, cancellation) =>
        {
            await Written.Print(verb, await verb.Use<ReadMachine>().Run(verb.Get(serial), cancellation));
            return Exit.Done;
        });
    }

    static Command Add()
    {
        var details = Details();
        var serials = new Argument<string[]>("serial") { Description = "The machines' serials.", Arity = ArgumentArity.OneOrMore };
        return new Command("add", "Add machines that are alike.").With(details, serials).Does(async (verb, cancellation) =>
        {
            await verb.Use<AddMachines>().Run(verb.Get(serials), Written.Read<MachineDetails>(verb.Get(details)), cancellation);
            var added = new Added(verb.Get(serials));
            await verb.Answer(added, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Added {string.Join(", ", added.Serials)}.")));
            return Exit.Done;
        });
    }

    static Command Change()
    {
        var (serial, details) = (Serial(), Details());
        return new Command("change", "Change a machine's details.").With(serial, details).Does(async (verb, cancellation) =>
        {
            await verb.Use<ChangeMachine>().Run(verb.Get(serial), Written.Read<MachineDetails>(verb.Get(details)), cancellation);
            await verb.Answer(new Added([verb.Get(serial)]), screen => screen.WriteLine($"Changed {verb.Get(serial)}."));
            return Exit.Done;
        });
    }

    static Argument<string> Serial() => new("serial") { Description = "The machine's serial." };

    static Argument<string> Details() => new("details") { Description = "As JSON, like {\"customer\":\"CUST-A\",\"partCode\":\"MFP-300\"}." };

    sealed record Added(IReadOnlyList<string> Serials);
}
