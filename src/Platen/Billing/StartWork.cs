using Platen.Audit;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>Has a month billed behind the pages, in the name of whoever asks.</summary>
[Needs(BillingPermissions.Run)]
sealed class StartBilling(RunWorker worker, Acting acting)
{
    /// <exception cref="Platen.Shell.Refusal">Other work is under way.</exception>
    public void Run(BillRequest request) => worker.Bill(request, acting.Who);
}

/// <summary>Has a run posted behind the pages, in the name of whoever asks.</summary>
[Needs(BillingPermissions.Post)]
sealed class StartPosting(RunWorker worker, Acting acting)
{
    /// <exception cref="Platen.Shell.Refusal">Other work is under way.</exception>
    public void Run(int run) => worker.Post(run, acting.Who);
}
