using System.Diagnostics.CodeAnalysis;

namespace Platen.Shell.Access;

/// <summary>Something that a person or a key may be allowed to do. Each module names its own; roles are sets of them.</summary>
/// <param name="Code">Module and verb: <c>billing.post</c>.</param>
/// <param name="Description">What it allows, as a person reads it who makes a role.</param>
/// <param name="ByAccount">
/// It reads customer by customer, and so is of use to who is limited to their own accounts. All others act on the dealer as a whole.
/// </param>
[SuppressMessage("Naming", "CA1711", Justification = "The trade's word; .NET's own IPermission is long gone.")]
public sealed record Permission(string Code, string Description, bool ByAccount = false)
{
    /// <summary>Whose it is, as a heading says it.</summary>
    public string Module => Code.Split('.')[0] switch
    {
        "vendorbills" => "Vendors' bills",
        var module => char.ToUpperInvariant(module[0]) + module[1..],
    };

    /// <summary>In place of a permission: whoever is signed in.</summary>
    public const string SignedIn = "signed-in";
}
