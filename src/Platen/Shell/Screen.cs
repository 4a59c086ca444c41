using Spectre.Console;

namespace Platen.Shell;

/// <summary>Text for people, with colours where the terminal has them.</summary>
static class Screen
{
    /// <summary>In a file or a pipe nothing folds lines: wide enough for any table here.</summary>
    const int WidthOfFiles = 160;

    public static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
