namespace Platen.Shell;

/// <summary>The command line: every verb of every module, in one table of contents.</summary>
static class Cli
{
    public static Task<int> Run(string[] args) => Task.FromResult(args.Length == 0 ? 2 : 0);
}
