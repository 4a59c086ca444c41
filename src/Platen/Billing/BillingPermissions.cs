using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>What one may be allowed to do with billing.</summary>
static class BillingPermissions
{
    public const string Read = "billing.read";
    public const string Run = "billing.run";
    public const string Post = "billing.post";
    public const string Deliver = "billing.deliver";
    public const string Close = "billing.close";
    public const string Void = "billing.void";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See runs, drafts, invoices and what was billed", ByAccount: true),
        new(Run, "Plan, rate and draft runs"),
        new(Post, "Post a run: number its invoices and journal them"),
        new(Deliver, "Send posted invoices to their payers"),
        new(Close, "Close a month"),
        new(Void, "Take a posted invoice back with a credit, or write one by hand"),
    ];
}
