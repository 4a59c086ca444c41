using Platen.Identity.Roles;

namespace Platen.Tests.Identity;

/// <summary>The built-in roles, and those of seed 001 to the letter of its table.</summary>
public class BuiltInRolesTests
{
    [Theory]
    [InlineData(VendorPermissions.ReconciliationView, true, true, false)]
    [InlineData(VendorPermissions.ReconciliationSettings, true, false, true)]
    [InlineData(VendorPermissions.ReconciliationBilling, true, false, true)]
    [InlineData(VendorPermissions.ReconciliationMapping, true, false, false)]
    public void The_reconciliations_roles_are_those_of_the_table(string permission, bool admin, bool user, bool financial)
    {
        Assert.Equal(
            (admin, user, financial),
            (Role("Admin").Permissions.Contains(permission), Role("User").Permissions.Contains(permission), Role("Financial").Permissions.Contains(permission)));
    }

    [Fact]
    public void The_auditor_reads_all_and_changes_nothing()
    {
        var auditor = Role("Auditor").Permissions;

        Assert.All(Modules.Permissions, permission =>
        {
            if (permission.Code.EndsWith(".read", StringComparison.Ordinal))
                Assert.Contains(permission.Code, auditor);
        });
        Assert.DoesNotContain(auditor, code => Writes.Any(verb => code.EndsWith(verb, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_user_sees_no_ones_money() => Assert.DoesNotContain(
        Role("User").Permissions, code => code.StartsWith("billing.", StringComparison.Ordinal) || code.StartsWith("contracts.", StringComparison.Ordinal));

    [Fact]
    public void Every_role_is_made_of_permissions_of_the_catalogue()
    {
        var known = Modules.Permissions.Select(permission => permission.Code).ToHashSet();

        Assert.All(BuiltInRoles.All, role => Assert.Subset(known, role.Permissions.ToHashSet()));
        Assert.Equal(known, Role(Platen.Identity.Links.FirstAdministrator.Role).Permissions);
        Assert.Equal(BuiltInRoles.All.Count, BuiltInRoles.All.Select(role => role.Name).Distinct().Count());
    }

    static readonly string[] Writes = [".edit", ".send", ".deliver", ".run", ".post", ".close", ".void", ".import", ".approve", ".release", ".unpost", ".settings", ".mapping"];

    static Role Role(string name) => BuiltInRoles.All.Single(role => role.Name == name);
}
