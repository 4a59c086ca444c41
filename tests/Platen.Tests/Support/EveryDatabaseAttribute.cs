using System.Reflection;
using Platen.Testing;
using Xunit.Sdk;
using Xunit.v3;

namespace Platen.Tests.Support;

/// <summary>
/// Runs a theory once on each database: <c>[Theory, EveryDatabase] public async Task A_thing(TestDatabase database)</c>.
/// Arguments follow the database: <c>[EveryDatabase(12)]</c>, as often as there are rows. A database that cannot be had is a
/// visible skip with the reason, and a failure in continuous integration.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryDatabaseAttribute(params object?[] arguments) : DataAttribute
{
    public IReadOnlyList<object?> Arguments { get; } = arguments;

    public override async ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var rows = new List<ITheoryDataRow>();
        foreach (var kind in TestDatabases.Wanted)
        {
            if (TestDatabases.WhyMissing(kind) is { } reason)
            {
                if (Repository.InContinuousIntegration)
                    throw new InvalidOperationException($"{kind} cannot be had, and here it must be: {reason}");

                rows.Add(new TheoryDataRow([null, .. Arguments]).WithSkip($"{kind}: {reason}"));
                continue;
            }

            var database = await TestDatabase.Create(kind);
            disposalTracker.Add(database);
            rows.Add(new TheoryDataRow([database, .. Arguments]));
        }

        return rows;
    }

    /// <summary>A database is made when its test runs, not when tests are listed.</summary>
    public override bool SupportsDiscoveryEnumeration() => false;
}
