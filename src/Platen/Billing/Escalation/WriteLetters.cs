using Microsoft.EntityFrameworkCore;
using Platen.Billing.Escalation.Pdf;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Escalation;

/// <summary>The letters that tell customers of their new prices, one PDF for all that rise from a month on.</summary>
[Needs(ContractPermissions.Read)]
sealed class WriteLetters(Db db, TimeProvider clock)
{
    /// <param name="preview">What would rise, for letters to look at before; null: what rose.</param>
    public async Task<byte[]> Run(Period period, EscalationAnswer? preview, CancellationToken cancellation)
    {
        var dealer = await db.Company.Select(company => company.Name).FirstOrDefaultAsync(cancellation) ?? throw new Refusal("There is no book yet. Import one with 'platen import FILE'.");
        var contracts = preview?.Contracts.Where(one => one.Left is null).ToList() ?? await Raised(period, cancellation);
        if (contracts.Count == 0)
            throw new Refusal($"No price rises in {period}, so there is no letter to write. 'platen escalate {period} --preview' shows why.");
        return EscalationLetters.Of(dealer, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), period, contracts, isDraft: preview is not null);
    }

    async Task<List<EscalatedContract>> Raised(Period period, CancellationToken cancellation)
    {
        var rows = await (
            from row in db.Escalations
            join contract in db.Contracts on row.ContractId equals contract.Id
            join customer in db.Customers on contract.CustomerId equals customer.Id
            join terms in db.Terms on new { row.ContractId, Version = row.TermsVersion } equals new { terms.ContractId, terms.Version }
            where row.Period == period
            orderby customer.Name, contract.Number, row.RaisedAt, row.Charge
            select new { row, contract.Number, customer.Code, customer.Name, terms.Document }).ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(one => (one.Number, one.Code, one.Name)).Select(some => new EscalatedContract(
                some.Key.Number, some.Key.Code, some.Key.Name, "", null, null, null,
                [.. some.SelectMany(one => Told(one.row, TermsDocument.Read(one.Document)))])),
        ];
    }

    static IEnumerable<RaisedPrice> Told(EscalatedCharge charge, ContractTerms terms)
    {
        var priced = new PricedTerms(terms);
        return charge.Read().Select(rise => RaisedPrice.Of(rise, priced));
    }
}
