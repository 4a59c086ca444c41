using Platen.Rating;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>Rules that several tables share.</summary>
static class SetupRules
{
    const int Longest = 100;

    /// <summary>A name that others refer to by.</summary>
    public static IEnumerable<Fault> Named(string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            yield return new Fault(field, "May not be empty.");
        else if (value.Length > Longest || value.Trim() != value || value.Any(char.IsControl))
            yield return new Fault(field, "Up to 100 letters on one line, with no space before or after.");
    }

    public static IEnumerable<Fault> Accounts(string? account, string? cosAccount)
    {
        foreach (var (field, name) in ((string, string?)[])[("account", account), ("cosAccount", cosAccount)])
        {
            if (name is not null && !Journal.IsAccount(name))
                yield return new Fault(field, $"'{name}' cannot name an account. Begin with a letter or digit; no semicolon, and no two spaces together.");
        }
    }
}
