namespace Platen.Identity.SignIn;

/// <summary>Where somebody goes once signed in: a page of Platen's own and nowhere else, whatever the link said.</summary>
static class ReturnTo
{
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.StartsWith("/sign-", StringComparison.Ordinal)
            ? address
            : "/";
}
