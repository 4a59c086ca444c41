using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Trials;

/// <summary>
/// What a contract, new or changed, would have billed for a past month: the run's own rating, of that month's readings. It is
/// rated as if its terms had held by then and all before had been billed; nothing is kept.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class WhatWouldItBill(Db db, TimeProvider clock)
{
    /// <param name="period">Null: the month that was billed last.</param>
    /// <exception cref="Shell.Refusal">The contract has faults, each by JSON path.</exception>
    public async Task<TrialBill> Run(ContractProposal proposal, Period? period, CancellationToken cancellation)
    {
        SaveContract.Refuse("The contract", proposal.Missing());
        var known = await db.Contracts.SingleOrDefaultAsync(row => row.Number == proposal.Number, cancellation);
        SaveContract.Refuse("The contract", await new ContractChecks(db).Run(known?.Id ?? 0, proposal.Header, proposal.Terms!, before: null, cancellation));

        var month = period ?? await LastBilled(known?.Id, cancellation);
        var input = await new TrialInputs(db).Read(known?.Id, proposal, month, cancellation);
        var rated = Rate(input, month);
        var net = rated.Charges.Sum(charge => charge.Amount);
        decimal? billed = known is null ? null : await Billed(known, month, cancellation);
        return new TrialBill(
            month, rated.Currency,
            [.. rated.Charges.SelectMany(charge => charge.Lines.Select(line => Line(charge, line)))],
            Figures.Amount(net), billed is { } before ? Figures.Amount(before) : null, billed is { } was ? Figures.Amount(net - was) : null,
            [.. NotDue(rated, month), .. rated.Problems.Select(problem => problem.Message)]);
    }

    static RatedContract Rate(ContractToRate input, Period month)
    {
        try
        {
            return ContractRating.Rate(input, month);
        }
        catch (OverflowException)
        {
            return new(input.Contract, input.Customer, input.Currency, 0, null, [], [Problem.Blocking(ProblemCode.Unbillable, "An amount or a count is too large to be computed.")]);
        }
    }

    static IEnumerable<string> NotDue(RatedContract rated, Period month)
    {
        if (rated.Charges.Count + rated.Problems.Count == 0)
            yield return $"Nothing is due in {month}: by its cycle the contract is billed in other months, or it has ended.";
    }

    static TrialLine Line(Charge charge, PricedLine line) => new(
        charge.KindOf(line), charge.Meter, charge.Machine, charge.BillTo, line.Quantity,
        line.UnitCharge is { } price ? Figures.Price(price) : null, Figures.Amount(line.Amount), charge.Explain(line));

    async Task<Period> LastBilled(int? contract, CancellationToken cancellation)
    {
        var own = db.BilledCharges.Where(charge => charge.ContractId == contract).OrderByDescending(charge => charge.Period).Select(charge => (Period?)charge.Period);
        var any = db.Runs.Where(run => run.State == RunState.Posted).OrderByDescending(run => run.Period).Select(run => (Period?)run.Period);
        return await own.FirstOrDefaultAsync(cancellation) ?? await any.FirstOrDefaultAsync(cancellation)
            ?? Period.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).AddMonths(-1);
    }

    /// <returns>Null where nothing was billed.</returns>
    async Task<decimal?> Billed(Contract contract, Period month, CancellationToken cancellation)
    {
        var amounts = await db.BilledCharges.Where(charge => charge.ContractId == contract.Id && charge.Period == month)
            .Select(charge => charge.Amount).ToListAsync(cancellation);
        return amounts.Count == 0 ? null : amounts.Sum();
    }
}
