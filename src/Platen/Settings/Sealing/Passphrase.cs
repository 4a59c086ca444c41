namespace Platen.Settings.Sealing;

/// <summary>
/// What this installation's keys are sealed with: it lies outside the database, so that a copy of the database opens neither
/// the dealer's secrets nor anybody's session. Null: none, and the keys lie open.
/// </summary>
sealed record Passphrase(string? Text)
{
    public const string Variable = "PLATEN_SECRET";

    public static Passphrase FromEnvironment() =>
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null);

    public override string ToString() => Text is null ? "none" : "given";
}
