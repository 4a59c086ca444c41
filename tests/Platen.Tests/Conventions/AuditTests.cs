using Platen.Testing;

namespace Platen.Tests.Conventions;

/// <summary>What is written is signed: a writing transaction is committed by the audit trail, and by nothing else.</summary>
public class AuditTests
{
    /// <summary>Places that write unsigned, and why they may.</summary>
    static readonly string[] Unsigned =
    [
        "src/Platen/Audit/AuditTrail.cs", // signs
        "src/Platen/Data/Database.cs", // defines it
        "src/Platen/Shell/Calls/KeptAnswers.cs", // answers to what was signed, for a day
        "src/Platen/Readings/Capture/MetersToRead.cs", // a projection of signed terms, made anew at any time
    ];

    [Fact]
    public void Nothing_is_committed_unsigned() => Convention.Holds(
        from file in Directory.EnumerateFiles(Repository.PathTo("src", "Platen"), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.PathTo(), file).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && !Unsigned.Contains(name)
        let text = File.ReadAllText(file)
        from commit in (string[])["write.Commit(", "transaction.Commit(", "CommitAsync(", "BeginTransaction"]
        where text.Contains(commit, StringComparison.Ordinal) && !name.StartsWith("src/Platen/Data/", StringComparison.Ordinal)
        select $"{name} commits by itself ({commit}...): let AuditTrail do it");
}
