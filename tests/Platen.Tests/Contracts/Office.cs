using Platen.Audit;
using Platen.Contracts;
using Platen.Identity.Roles;
using Platen.Machines;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>The people who write, release and approve contracts in these tests, and what they do.</summary>
static class Office
{
    public const string Ben = "ben", Contract = "CPC0000001";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static AuditTrail As(this TestDatabase database, string who, TimeProvider? clock = null) =>
        new(database.Database, new Actor(ActorKind.Person, who), clock ?? TimeProvider.System);

    static AskApprovers Approvers(this TestDatabase database) =>
        new(new WhoMay(new Rights(database.Database, new Catalogue(Modules.Permissions, BuiltInRoles.All))));

    /// <summary>A dealer with two customers and three machines, and no contract.</summary>
    public static DealerBook Dealer() => new DealerBook().Customer("CUST-A").Customer("CUST-B").Customer("CUST-C", consolidated: true)
        .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-B", "Mono");

    public static ContractProposal Proposal(ContractTerms? terms = null, int? edited = null) => new()
    {
        Customer = "CUST-A",
        Type = "cost-per-copy",
        Start = new DateOnly(2026, 1, 1),
        Terms = terms ?? DealerBook.Alone("M1", fee: 10),
        Edited = edited,
    };

    /// <summary>Written and released by Anna, approved by Ben.</summary>
    public static async Task<string> Active(this TestDatabase database, ContractTerms? terms = null, TimeProvider? clock = null)
    {
        var saved = await database.Write(Proposal(terms), clock);
        await database.Release(saved.Number, clock: clock);
        await database.Approve(saved.Number, clock: clock);
        return saved.Number;
    }

    public static Task<SavedContract> Write(this TestDatabase database, ContractProposal proposal, TimeProvider? clock = null) =>
        new SaveContract(database.Database, database.As(Signing.Anna, clock), database.Approvers()).New(proposal, Stop);

    public static Task<SavedContract> Change(this TestDatabase database, string number, ContractProposal proposal, string who = Signing.Anna, TimeProvider? clock = null) =>
        new SaveContract(database.Database, database.As(who, clock), database.Approvers()).Change(number, proposal, Stop);

    public static Task Release(this TestDatabase database, string number, string who = Signing.Anna, TimeProvider? clock = null) =>
        new ReleaseContract(database.Database, database.As(who, clock), database.Approvers()).Run(number, Stop);

    public static Task Approve(this TestDatabase database, string number, string who = Ben, int? version = null, TimeProvider? clock = null) =>
        new ApproveContract(database.Database, database.As(who, clock)).Run(number, version, Stop);

    public static Task Withdraw(this TestDatabase database, string number) => new WithdrawContract(database.Database, database.Trail()).Run(number, Stop);

    public static Task Discard(this TestDatabase database, string number) => new DiscardChange(database.Database, database.Trail()).Run(number, Stop);

    public static Task Hold(this TestDatabase database, string number, TimeProvider? clock = null) =>
        new HoldContract(database.Database, database.Trail(clock)).Run(number, "Unpaid", null, null, Stop);

    public static Task Suspend(this TestDatabase database, string number, TimeProvider? clock = null) =>
        new SuspendContract(database.Database, database.Trail(clock)).Run(number, "Shop closed", Stop);

    public static Task Resume(this TestDatabase database, string number, TimeProvider? clock = null) =>
        new ResumeContract(database.Database, database.Trail(clock)).Run(number, Stop);

    public static Task AskToClose(this TestDatabase database, string number) =>
        new AskToClose(database.Database, database.Trail(), database.Approvers()).Run(number, "Customer left", Stop);

    /// <summary>The change of a machine, which its contracts follow.</summary>
    public static ChangeMachine ChangeMachine(this TestDatabase database) => new(database.Database, database.Trail(), new FollowMachine(database.Trail()).Run);

    public static async Task<ContractView> Show(this TestDatabase database, string number, TimeProvider? clock = null)
    {
        await using var db = new Platen.Data.Db(database.Database);
        return (await new ShowContract(db, clock ?? TimeProvider.System).Run(number, Stop))!;
    }

    public static async Task<ContractStatus> Status(this TestDatabase database, string number) => (await database.Show(number)).Contract.Status;

    /// <summary>The newest version that is not thrown away.</summary>
    public static async Task<int> Newest(this TestDatabase database, string number) =>
        (await database.Show(number)).Versions.Last(version => version.State != VersionState.Discarded).Version;
}
