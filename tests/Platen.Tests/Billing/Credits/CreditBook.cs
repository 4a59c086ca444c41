using System.Text.Json;
using Platen.Billing.Credits;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>Credits as a person at the command line does, and what a dealer looks at afterwards.</summary>
static class CreditBook
{
    public static async Task<CreditAnswer> Credit(this TestDatabase database, string number, params string[] more)
    {
        var said = await database.Platen(["credit", number, "--reason", "Wrong reading", "--json", .. more]);
        Assert.True(said.Exit is Exit.Done or Exit.DoneWithExceptions, said.Error);
        return JsonSerializer.Deserialize<CreditAnswer>(said.Output, Platen.Data.Json.Options)!;
    }

    /// <summary>What refuses a credit.</summary>
    public static async Task<string> Refused(this TestDatabase database, string number, params string[] more)
    {
        var said = await database.Platen(["credit", number, .. more.Contains("--reason") ? [] : (string[])["--reason", "Wrong"], .. more]);
        Assert.True(said.Exit is Exit.WrongUsage or Exit.Failed, said.Output + said.Error);
        return said.Error;
    }

    /// <summary>The answer in short: <c>CRN0000001 of INV0000001 -550.00, INV0000002 500.00, -57.50</c>.</summary>
    public static string InShort(this CreditAnswer answer) => string.Join(", ",
        answer.Notes.Select(note => $"{note.Note.Number ?? "note"} of {note.Credits} {note.Note.Net}")
            .Concat(answer.Invoices.Select(invoice => $"{invoice.Number ?? "new"} {invoice.Net}"))
            .Concat(answer.Differences.Select(difference => difference.Total)));

    /// <summary>A query's rows, each with blanks between its columns.</summary>
    public static async Task<List<string>> Rows(this TestDatabase database, string query)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => Convert.ToString(row[column], CultureInfo.InvariantCulture))));
        return rows;
    }

    /// <summary>History priced again, the journal, the audit trail: all as it was written.</summary>
    public static async Task Holds(this TestDatabase database)
    {
        foreach (var verify in (string[][])[["verify"], ["verify", "audit"]])
        {
            var said = await database.Platen(verify);
            Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        }
    }
}
