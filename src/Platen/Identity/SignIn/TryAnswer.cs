using System.Globalization;

namespace Platen.Identity.SignIn;

/// <summary>What came of a try: the person, or why not. Whether somebody has the name, the words never tell.</summary>
sealed record TryAnswer(Person? Person, string? Why = null)
{
    public static TryAnswer Wrong(string why) => new(null, why);

    public static TryAnswer TooMany { get; } = Wrong(string.Create(CultureInfo.InvariantCulture,
        $"That was tried too often. Wait {Tries.Pause.TotalMinutes:0} minutes, then try again."));
}
