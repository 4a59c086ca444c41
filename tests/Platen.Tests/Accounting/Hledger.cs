using System.ComponentModel;
using System.Diagnostics;
using Platen.Testing;

namespace Platen.Tests.Accounting;

/// <summary>hledger, the independent judge of the journal.</summary>
static class Hledger
{
    static readonly Lazy<bool> Installed = new(IsInstalled);

    /// <summary>Skips the test, and says why, where hledger is missing; in continuous integration it may not be.</summary>
    public static void Need()
    {
        const string reason = "hledger is not installed: sudo apt-get install hledger";
        if (Installed.Value)
            return;
        if (Repository.InContinuousIntegration)
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    public static async Task<(int Code, string Said)> Run(string journal, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Call(["-f", "-", .. arguments]))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(journal);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(Call(["--version"]))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    static ProcessStartInfo Call(IEnumerable<string> arguments)
    {
        var call = new ProcessStartInfo("hledger", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        call.Environment["LC_ALL"] = "C.UTF-8"; // names have accents
        return call;
    }
}
