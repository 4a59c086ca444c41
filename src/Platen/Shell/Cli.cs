using System.CommandLine;
using System.CommandLine.Invocation;

namespace Platen.Shell;

/// <summary>The command line: the verbs of every module, and the one place where they start and end.</summary>
static class Cli
{
    /// <returns>An <see cref="Exit"/> as the process's code.</returns>
    public static async Task<int> Run(
        IReadOnlyList<string> args, Terminal terminal, TimeProvider clock, CancellationToken cancellation = default)
    {
        var parsed = new Root(terminal, clock, Modules.Verbs()).Parse(args);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Text,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Ctrl-C: long enough for a large transaction to be taken back.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            },
            cancellation);
        return parsed.Action is ParseErrorAction ? (int)Exit.WrongUsage : code;
    }
}
