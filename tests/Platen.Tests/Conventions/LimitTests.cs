using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Tests.Conventions;

/// <summary>What belongs to a customer is out of sight of who is limited to other accounts.</summary>
public class LimitTests
{
    /// <summary>Tables with nothing of a customer's, or whose use cases none who is limited may ask.</summary>
    static readonly string[] OfNobody =
    [
        "Company", "SetupRow", "ReadingProfile", "Run", "RunShard", "BillingPeriod", "Person", "PersonRole", "PersonLogin", "OwnRole", "ApiKey", "Mail", "AuditEntry",
    ];

    /// <summary>What only the command line asks, which nobody limits.</summary>
    static readonly string[] CommandLineOnly = ["VerifyLedger"];

    [Fact]
    public void Every_table_is_limited_by_account_or_is_of_no_customer()
    {
        using var db = new LimitedDb(Database.Open("nowhere", null), "sipho@dealer.example");

        Convention.Holds(
            from entity in db.Model.GetEntityTypes()
            where entity.GetDeclaredQueryFilters().Count == 0 && !OfNobody.Contains(entity.ClrType.Name)
            select $"{entity.ClrType.Name} has no filter: write one in LimitedDb");
    }

    [Fact]
    public void Whoever_may_be_limited_is_answered_from_the_tables_of_their_scope()
    {
        var limited = Modules.Permissions.Where(permission => permission.ByAccount).Select(permission => permission.Code).ToHashSet();

        Convention.Holds(
            from type in typeof(Database).Assembly.GetTypes()
            where !CommandLineOnly.Contains(type.Name) && type.GetCustomAttribute<NeedsAttribute>() is { } needs && limited.Contains(needs.Permission)
            from made in type.GetConstructors()
            let parts = made.GetParameters().Select(part => part.ParameterType).ToList()
            where parts.Contains(typeof(Database)) && !parts.Contains(typeof(Db))
            select $"{type.Name} takes the whole database: take Db, and mind Db.AccountManager in SQL");
    }
}
