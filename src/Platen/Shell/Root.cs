using System.CommandLine;

namespace Platen.Shell;

/// <summary><c>platen</c> itself, with the options that every verb has.</summary>
sealed class Root : RootCommand
{
    public Root(Terminal terminal, TimeProvider clock, IEnumerable<Command> verbs)
        : base("Contract billing for print dealers: readings and contracts in, explained and posted invoices out.")
    {
        (Terminal, Clock) = (terminal, clock);
        HelpName = "platen";
        foreach (var option in (Option[])[Data, Database, Json, Verbose])
            Options.Add(option);
        foreach (var verb in verbs)
            Subcommands.Add(verb);
    }

    public Terminal Terminal { get; }
    public TimeProvider Clock { get; }

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded database and its files (or PLATEN_DATA)",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => FromEnvironment("PLATEN_DATA") ?? "platen-data",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = "PostgreSQL's connection string, in place of the embedded database (or PLATEN_DATABASE)",
        HelpName = "CONNSTRING",
        Recursive = true,
        // Not a default value: help prints those, and this one holds a password.
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Answer in JSON on the standard output",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Tell all of a failure",
        Recursive = true,
    };

    /// <summary>Where the data lives by the options, else by the environment.</summary>
    public (string Folder, string? Postgres) Place(ParseResult parsed) =>
        (parsed.GetValue(Data)!, parsed.GetValue(Database) ?? FromEnvironment("PLATEN_DATABASE"));

    static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
