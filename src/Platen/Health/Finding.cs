using Platen.Settings.Sealing;

namespace Platen.Health;

/// <summary>What a check found.</summary>
enum Verdict
{
    Well,

    /// <summary>Works, and will not for long.</summary>
    Look,
    Broken,
}

/// <summary>One thing about this installation: how it is, and what to do where it is not well.</summary>
sealed record Finding(string Check, Verdict Verdict, string Says, string? Remedy = null);

/// <summary>The installation to be looked at.</summary>
sealed record Installation(string Folder, string? Postgres, TimeProvider Clock)
{
    public Passphrase Passphrase { get; init; } = new(null);
}

/// <summary>One thing that can be wrong with an installation. It looks and changes nothing.</summary>
interface ICheck
{
    string Name { get; }

    Task<Finding> Look(Installation installation, CancellationToken cancellation);
}
