using Platen.Audit;
using Platen.Data;

namespace Platen.Tests.Support;

/// <summary>Whoever changes something in a test is Anna, at the present time, unless the test says otherwise.</summary>
static class Signing
{
    public const string Anna = "anna";

    public static AuditTrail Trail(this Database database, TimeProvider? clock = null) =>
        new(database, new Actor(ActorKind.Person, Anna), clock ?? TimeProvider.System);

    public static AuditTrail Trail(this TestDatabase database, TimeProvider? clock = null) => database.Database.Trail(clock);
}
