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
public sealed class EveryDatabaseAttribute(params object?[] arguments) : DataAttribute, IBeforeAfterTestAttribute
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

            rows.Add(new TheoryDataRow([await TestDatabase.Create(kind), .. Arguments]));
        }

        return rows;
    }

    /// <summary>A database is made when its test runs, not when tests are listed.</summary>
    public override bool SupportsDiscoveryEnumeration() => false;

    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
    }

    /// <summary>A database goes with its test. What the runner is given to dispose it keeps until the last test of all has ended.</summary>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        foreach (var database in test.TestMethodArguments.OfType<TestDatabase>())
            Task.Run(() => database.DisposeAsync().AsTask()).GetAwaiter().GetResult(); // off the runner's own threads, which may all wait here
    }
}
