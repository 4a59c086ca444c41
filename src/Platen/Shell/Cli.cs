using System.CommandLine;

namespace Platen.Shell;

/// <summary>The command line: every verb of every module, in one table of contents.</summary>
static class Cli
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Contract billing for print dealers: readings and contracts in, explained and posted invoices out.");
        return await root.Parse(args).InvokeAsync();
    }
}
