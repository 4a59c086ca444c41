namespace Platen.Tests.Support;

/// <summary>Which databases this test run uses: all, or those named in <c>PLATEN_TEST_DATABASES</c> (<c>sqlite,postgresql</c>).</summary>
static class TestDatabases
{
    public static IReadOnlyList<DatabaseKind> Wanted { get; } = Read(Environment.GetEnvironmentVariable("PLATEN_TEST_DATABASES"));

    public static string? WhyMissing(DatabaseKind kind) => kind == DatabaseKind.PostgreSQL ? PostgresTemplate.WhyMissing() : null;

    static DatabaseKind[] Read(string? names) =>
        string.IsNullOrWhiteSpace(names)
            ? Enum.GetValues<DatabaseKind>()
            : [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => Enum.Parse<DatabaseKind>(name, ignoreCase: true))];
}
