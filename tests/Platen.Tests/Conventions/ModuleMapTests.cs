using Platen.Data;
using Platen.Rating;
using Platen.Testing;

namespace Platen.Tests.Conventions;

/// <summary>Which module may know which. A new module or a new arrow is a line in this table, and a reason in the review.</summary>
public class ModuleMapTests
{
    static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Rating"] = [],
        ["Settings"] = [],
        ["Notifications"] = ["Settings"],
        ["Customers"] = ["Rating"],
        ["Setup"] = ["Customers", "Rating"],
        ["Machines"] = ["Setup", "Customers"],
        ["Readings"] = ["Notifications", "Settings", "Setup", "Customers", "Machines", "Rating"],
        ["Contracts"] = ["Identity", "Notifications", "Settings", "Setup", "Readings", "Customers", "Machines", "Rating"],
        ["ChargeGroups"] = ["Contracts", "Readings", "Setup", "Customers", "Machines", "Rating"],
        ["Book"] = ["ChargeGroups", "Setup", "Contracts", "Readings", "Customers", "Machines", "Rating"],
        ["Billing"] = ["ChargeGroups", "Notifications", "Settings", "Setup", "Contracts", "Readings", "Customers", "Machines", "Rating"],
        ["Health"] = ["Settings"],
        ["Identity"] = ["Setup"],
        ["Accounting"] = ["Billing", "Contracts", "Customers", "Rating"],
        ["Demo"] = ["Identity", "Book", "Billing", "Readings", "Contracts", "Customers", "Machines", "Rating"],
    };

    /// <summary>What every module stands on. Data maps every module's rows, so it alone knows them all.</summary>
    static readonly string[] Frame = ["Data", "Shell", "Audit"];

    static readonly IReadOnlyList<CompiledType> Types =
        [.. CompiledType.In(typeof(Period).Assembly), .. CompiledType.In(typeof(Database).Assembly)];

    [Fact]
    public void Every_module_is_in_the_map()
    {
        var unknown = Directory.GetDirectories(Repository.PathTo("src", "Platen"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(folder => Directory.EnumerateFiles(Repository.PathTo("src", "Platen", folder), "*.cs", SearchOption.AllDirectories).Any())
            .Except([.. MayKnow.Keys, .. Frame]);

        Convention.Holds(unknown);
    }

    [Fact]
    public void No_module_knows_another_that_it_should_not()
    {
        var broken =
            from type in Types
            let module = ModuleOf(type.Namespace)
            where MayKnow.ContainsKey(module)
            from used in type.Uses
            let other = ModuleOf(used)
            where other.Length > 0 && other != module && !Allowed(module, other)
            select $"{type.Namespace}.{type.Name} knows {used}";

        Convention.Holds(broken);
    }

    [Fact]
    public void The_map_has_no_way_round()
    {
        var settled = new HashSet<string>();
        while (MayKnow.Keys.FirstOrDefault(module => !settled.Contains(module) && MayKnow[module].All(settled.Contains)) is { } next)
            settled.Add(next);

        Assert.Equal(MayKnow.Keys.Order(), settled.Order());
    }

    static bool Allowed(string module, string other) =>
        MayKnow[module].Contains(other) || (module != "Rating" && Frame.Contains(other));

    /// <summary>The module of a namespace or a type: Platen.Billing.Pages.RunPage is of Billing; nothing for what is not Platen's.</summary>
    static string ModuleOf(string name)
    {
        var parts = name.Split('.');
        return parts is ["Platen", var module, ..] && (MayKnow.ContainsKey(module) || Frame.Contains(module)) ? module : "";
    }
}
