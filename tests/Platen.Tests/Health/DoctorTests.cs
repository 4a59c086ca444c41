using Platen.Health;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Health;

public class DoctorTests
{
    [Theory, EveryDatabase]
    public async Task A_sound_installation_is_well(TestDatabase database)
    {
        var findings = await Look(new Installation(database.Folder, database.Postgres, TimeProvider.System));

        Assert.All(findings, finding => Assert.True(finding.Verdict == Verdict.Well || finding.Check == "disk", finding.ToString()));
    }

    [Fact]
    public async Task A_new_folder_is_well_and_stays_untouched()
    {
        using var folder = new TemporaryFolder();
        var place = Path.Combine(folder.Path, "not-yet");

        var findings = await Look(new Installation(place, null, TimeProvider.System));

        Assert.DoesNotContain(findings, finding => finding.Verdict == Verdict.Broken);
        Assert.False(Directory.Exists(place));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_with_its_remedy()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "platen.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var findings = await Look(new Installation(folder.Path, null, TimeProvider.System));

        Assert.Contains("is not a Platen database", Assert.Single(findings, finding => finding.Check == "database").Says);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told()
    {
        using var folder = new TemporaryFolder();

        var findings = await Look(new Installation(folder.Path, "Host=127.0.0.1;Port=1;Database=platen;Username=platen", TimeProvider.System));

        Assert.Contains("does not answer", Assert.Single(findings, finding => finding.Check == "database").Says);
    }

    static Task<IReadOnlyList<Finding>> Look(Installation installation) => Doctor.Look(installation, TestContext.Current.CancellationToken);
}
