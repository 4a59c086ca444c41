namespace Platen.Shell;

/// <summary>
/// Remembers light or dark. The browser writes it (<c>platen.js</c>), following the system until its owner chooses, so that
/// the server can paint the first byte in the right colours.
/// </summary>
static class ThemeCookie
{
    public const string Name = "platen-theme";

    public static bool IsDark(IRequestCookieCollection cookies) =>
        cookies[Name]?.EndsWith("dark", StringComparison.Ordinal) == true;
}
