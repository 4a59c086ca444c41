namespace Platen.Tests.Conventions;

static class Convention
{
    /// <summary>Fails with every breach on a line of its own; xUnit's collections would cut them short.</summary>
    public static void Holds(IEnumerable<string> breaches)
    {
        var found = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
