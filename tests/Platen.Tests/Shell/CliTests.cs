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

    [Theory]
    [InlineData("bill 2026-01 --date 2026-02-30", "'2026-02-30' is not a day; write it like 2026-02-28.")]
    [InlineData("bill 2026-01 --day 99", "A billing day is 1 to 31;")]
    [InlineData("bill 2026-01 --day 1 0", "A billing day is 1 to 31;")]
    [InlineData("count make --to today", "'today' is not a day; write it like 2026-02-28.")]
    public async Task A_day_that_is_none_is_refused_in_a_sentence(string typed, string sentence) =>
        Assert.Contains(sentence, (await CommandLine.Run(typed.Split(' '))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_verb_is_wrong_usage()
    {
        var said = await CommandLine.Run(["bil"]);

        Assert.Equal(Exit.WrongUsage, said.Exit);
        Assert.Contains("'bil'", said.Error);
    }
}
