using System.Text;
using System.Text.RegularExpressions;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>The verbs that end a month and look after it, word for word.</summary>
public partial class MonthByHandTests
{
    [Theory, EveryDatabase]
    public async Task A_month_is_ended_and_looked_after_in_these_words(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "book.json");
        await File.WriteAllTextAsync(file, FullBook.Text, TestContext.Current.CancellationToken);
        await database.Platen("import", file);

        var said = new StringBuilder();
        foreach (var words in (string[])["readings missing 2026-01", "readings missing 2026-02", "close 2026-01", "bill 2026-01 --post", "close 2026-01", "close 2026-01", "verify"])
        {
            var answer = await database.Platen(words.Split(' '));
            said.Append(CultureInfo.InvariantCulture, $"$ platen {words}\n{answer.Output}{answer.Error}exit {answer.Exit:D}\n\n");
        }

        Golden.Matches("month-by-hand.txt", said.ToString());
    }

    [Theory, EveryDatabase]
    public async Task The_doctor_says_these_words(TestDatabase database)
    {
        var said = (await database.Platen("doctor")).Output.Replace(database.Folder, "FOLDER", StringComparison.Ordinal);

        Golden.Matches($"doctor-{database.Kind.ToString().ToLowerInvariant()}.txt", OfTheMoment().Replace(said, "_"));
    }

    [GeneratedRegex(@"[0-9,]+(?= MiB)|[0-9-]+ [0-9:]+(?= UTC)|(?<=database\s+)(?!FOLDER)\S.*(?= answers)|(?<=schema )[0-9]+")]
    private static partial Regex OfTheMoment();
}
