using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Tests.Conventions;

/// <summary>What belongs to a customer is out of sight of who is limited to other accounts.</summary>
public class LimitTests
{
    /// <summary>Tables with nothing of a customer's or a branch's, or whose use cases none who is limited may ask.</summary>
    static readonly string[] OfNobody =
    [
        "Company", "SetupRow", "ReadingProfile", "RunShard", "BillingPeriod", "SitePeriod", "Person", "PersonRole", "PersonSite", "PersonLogin", "OwnRole", "ApiKey", "Mail", "AuditEntry",
    ];

    /// <summary>What is told of a payer on invoices that are in sight, and where contracts are, for the filters themselves.</summary>
    static readonly string[] WhoeverAsks = ["Payer", "ContractPlace"];

    /// <summary>Of a branch and no customer; a document of all of a customer's contracts, cut by who reads it.</summary>
    static readonly (string Entity, string Filters)[] Odd = [("Run", LimitedDb.ByBranch), ("Draft", LimitedDb.ByOwner)];

    /// <summary>What only the command line asks, which nobody limits.</summary>
    static readonly string[] CommandLineOnly = ["VerifyLedger"];

    /// <summary>What hangs on a customer alone would be seen by each branch that the customer has a contract with.</summary>
    [Fact]
    public void Every_table_is_limited_by_account_and_by_branch_or_by_its_owner_or_is_of_nobody()
    {
        using var db = new LimitedDb(Database.Open("nowhere", null), new Limit("sipho@dealer.example", ["JHB"]));

        Convention.Holds(
            from entity in db.Model.GetEntityTypes()
            let name = entity.ClrType.Name
            where !OfNobody.Contains(name) && !WhoeverAsks.Contains(name)
            let filters = entity.GetDeclaredQueryFilters().ToDictionary(filter => filter.Key!, filter => filter.Expression!.ToString())
            let names = string.Join('+', filters.Keys.Order(StringComparer.Ordinal))
            where !Odd.Contains((name, names)) && names != $"{LimitedDb.ByAccount}+{LimitedDb.ByBranch}"
                && (names != LimitedDb.ByOwner || filters[LimitedDb.ByOwner].Contains("Customers", StringComparison.Ordinal))
            select $"{name} is filtered by {(names.Length == 0 ? "nothing" : names)}: in LimitedDb, filter it by account and by branch, or by an owner that is filtered so");
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
            select $"{type.Name} takes the whole database: take Db, and mind Db.Limit in SQL");
    }
}
