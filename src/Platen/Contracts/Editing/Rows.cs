namespace Platen.Contracts;

/// <summary>Rows of terms with one of them other: terms never change, a change makes others.</summary>
static class Rows
{
    public static T[] With<T>(this T[] rows, int at, T row) => [.. rows[..at], row, .. rows[(at + 1)..]];

    public static T[] Without<T>(this T[] rows, int at) => [.. rows[..at], .. rows[(at + 1)..]];
}
