using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

public class CliTests
{
    [Fact]
    public async Task Help_names_every_verb()
    {
        var said = await CommandLine.Run(["--help"]);

        Assert.Equal(Exit.Done, said.Exit);
        Assert.All(Modules.Verbs(), verb => Assert.Contains($"  {verb.Name} ", said.Output));
    }

    [Fact]
    public async Task An_unknown_verb_is_wrong_usage()
    {
        var said = await CommandLine.Run(["bil"]);

        Assert.Equal(Exit.WrongUsage, said.Exit);
        Assert.Contains("'bil'", said.Error);
    }
}
