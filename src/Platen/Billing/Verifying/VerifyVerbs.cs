using System.CommandLine;
using System.Globalization;
using Platen.Shell;

namespace Platen.Billing.Verifying;

/// <summary>verify.</summary>
static class VerifyVerbs
{
    public static Command Verify() => new Command("verify", "Price all of posted history again, and check that the ledger is whole.")
        .Does(async (verb, cancellation) =>
        {
            var verified = await verb.Watch(progress => verb.Use<VerifyLedger>().Run(progress, cancellation));
            await verb.Answer(verified, screen => Show(screen.Profile.Out.Writer, verified));
            return verified.Holds ? Exit.Done : Exit.Failed;
        });

    static void Show(TextWriter text, Verified verified)
    {
        foreach (var difference in verified.Differences)
            text.WriteLine($"{difference.Place}: {difference.Message}");
        if (verified.MoreDifferences > 0)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {verified.MoreDifferences:N0} more"));
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{verified.Invoices:N0} invoices, {verified.Lines:N0} lines, {verified.Charges:N0} charges and {verified.Readings:N0} meters' usage looked at: {Judgement(verified)}"));
    }

    static string Judgement(Verified verified) => verified.Holds
        ? "all as posted."
        : string.Create(CultureInfo.InvariantCulture, $"{verified.Differences.Count + verified.MoreDifferences:N0} differ.");
}
