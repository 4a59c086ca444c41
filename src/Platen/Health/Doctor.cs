namespace Platen.Health;

/// <summary>Looks at everything that can be wrong with this installation.</summary>
static class Doctor
{
    /// <summary>In the order in which one rests on another.</summary>
    static readonly ICheck[] Checks = [new FolderIsWritable(), new DiskHasRoom(), new DatabaseAnswers(), new DataIsSound(), new SecretsAreSealed(), new ClockIsRight()];

    public static async Task<IReadOnlyList<Finding>> Look(Installation installation, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var check in Checks)
            findings.Add(await check.Look(installation, cancellation));
        return findings;
    }
}
