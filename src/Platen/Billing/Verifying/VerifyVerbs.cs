using System.CommandLine;
using System.Globalization;
using Platen.Audit;
using Platen.Shell;

namespace Platen.Billing.Verifying;

/// <summary>verify, and verify audit.</summary>
static class VerifyVerbs
{
    public static Command Verify() => new Command("verify", "Price all of posted history again, and check that the ledger is whole.")
        .With(Audit())
        .Does(async (verb, cancellation) =>
        {
            var verified = await verb.Watch(progress => verb.Use<VerifyLedger>().Run(progress, cancellation));
            await verb.Answer(verified, screen => Show(screen.Profile.Out.Writer, verified));
            return verified.Holds ? Exit.Done : Exit.Failed;
        });

    static Command Audit()
    {
        var known = new Option<Mark?>("--known")
        {
            Description = "An entry's number and hash as noted earlier; they must still be in the trail.",
            HelpName = "NUMBER:HASH",
            CustomParser = result =>
            {
                if (Mark.TryParse(result.Tokens[0].Value, out var mark))
                    return mark;
                result.AddError($"'{result.Tokens[0].Value}' is not an entry's number and its hash of 64 digits, like 'platen verify audit' prints them.");
                return null;
            },
        };
        return new Command("audit", "Check that the audit trail is whole, and that the ledger is what it says was posted.")
            .With(known)
            .Does(async (verb, cancellation) =>
            {
                var verified = await verb.Watch(progress => verb.Use<VerifyAudit>().Run(verb.Get(known), progress, cancellation));
                await verb.Answer(verified, screen => Show(screen.Profile.Out.Writer, verified));
                return verified.Holds ? Exit.Done : Exit.Failed;
            });
    }

    static void Show(TextWriter text, Verified verified)
    {
        Show(text, verified.Differences, verified.MoreDifferences);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(verified.Invoices, "invoice")}, {Count(verified.Lines, "line")}, {Count(verified.Charges, "charge")} and {verified.Readings:N0} {(verified.Readings == 1 ? "meter's" : "meters'")} usage looked at: {Judgement(verified)}"));
    }

    static void Show(TextWriter text, VerifiedAudit verified)
    {
        foreach (var misfit in verified.Misfits)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"entry {misfit.Entry}: {misfit.Message}"));
        Show(text, verified.Differences, verified.MoreDifferences);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{verified.Entries:N0} {(verified.Entries == 1 ? "entry" : "entries")} looked at: {(verified.Misfits.Count == 0 ? "the chain holds." : "the chain is broken.")}"));
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(verified.Invoices, "invoice")} of {Count(verified.Shards, "posting")} looked at: {(verified.Differences.Count == 0 ? "all as posted." : "not as posted.")}"));
        if (verified.Last is { } last)
            text.WriteLine($"The last entry, to be written down: {last}");
    }

    static void Show(TextWriter text, IReadOnlyList<Difference> differences, int more)
    {
        foreach (var difference in differences)
            text.WriteLine($"{difference.Place}: {difference.Message}");
        if (more > 0)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {more:N0} more"));
    }

    static string Count(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    static string Judgement(Verified verified) => verified.Holds
        ? "all as posted."
        : string.Create(CultureInfo.InvariantCulture, $"{verified.Differences.Count + verified.MoreDifferences:N0} differ.");
}
