using System.CommandLine;
using System.Text;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

public class HelpTests
{
    [Fact]
    public async Task Every_verb_says_what_it_does_and_takes()
    {
        var help = new StringBuilder();
        foreach (var words in Modules.Verbs().SelectMany(verb => Words(verb, [])))
            help.AppendLine(CultureInfo.InvariantCulture, $"$ platen {string.Join(' ', words)} --help").AppendLine((await CommandLine.Run([.. words, "--help"])).Output.TrimEnd()).AppendLine();

        Golden.Matches("help.txt", help.ToString());
    }

    static IEnumerable<string[]> Words(Command verb, string[] before)
    {
        string[] words = [.. before, verb.Name];
        return verb.Subcommands.SelectMany(sub => Words(sub, words)).Prepend(words);
    }
}
