namespace Platen.Identity.Passwords;

/// <summary>The passwords that are tried first everywhere (<c>commonest.txt</c>), alone or dressed up with digits and signs.</summary>
static class CommonestPasswords
{
    static readonly Lazy<HashSet<string>> All = new(Read);

    public static bool Has(string password)
    {
        var small = password.ToLowerInvariant();
        // Sunshine12345! is sunshine to whoever guesses.
        var core = small.Trim([.. small.Where(letter => !char.IsLetter(letter)).Distinct()]);
        return All.Value.Contains(small) || All.Value.Contains(core) || core.Length == 0;
    }

    static HashSet<string> Read()
    {
        using var list = new StreamReader(typeof(CommonestPasswords).Assembly.GetManifestResourceStream("commonest-passwords.txt")!);
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (list.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                all.Add(line);
        }

        return all;
    }
}
