using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Customers;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>
/// Says who the dealer is. Once something is billed, currency and financial year stay: amounts are in the one, and every cycle
/// counts by the other.
/// </summary>
[Needs(SetupPermissions.Edit)]
sealed class ChangeCompany(Database database, AuditTrail trail)
{
    /// <exception cref="Refusal">It has faults.</exception>
    public async Task Run(CompanyDetails details, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var company = await db.Company.AsTracking().SingleOrDefaultAsync(cancellation);
        var before = company is null ? null : CompanyDetails.Of(company);
        if (details == before)
            return;
        List<Fault> faults = [.. details.Faults()];
        if (before is not null && await db.Database.SqlQuery<int>($"SELECT contract_id AS \"Value\" FROM billed_charges").AnyAsync(cancellation))
            faults.AddRange(Settled(before, details));
        if (faults.Count > 0)
            throw new Refusal("Nothing was saved.", faults);

        if (company is null)
            db.Company.Add(company = new Company { Name = details.Name, Currency = details.Currency });
        (company.Name, company.Currency) = (details.Name.Trim(), details.Currency);
        (company.FinancialYearEndMonth, company.TaxRate, company.Revision) = (details.FinancialYearEndMonth, details.TaxRate, revision);
        await db.SaveChangesAsync(cancellation);
        await trail.Commit(write, new Change(before is null ? "company.added" : "company.changed", "company", company.Name, before, details), cancellation);
    }

    static IEnumerable<Fault> Settled(CompanyDetails before, CompanyDetails now)
    {
        if (now.Currency != before.Currency)
            yield return new Fault("currency", $"Invoices were posted in books kept in {before.Currency}: that stays.");
        if (now.FinancialYearEndMonth != before.FinancialYearEndMonth)
            yield return new Fault("financialYearEndMonth", "Contracts were billed by this financial year, and their cycles count by it: it stays.");
    }
}
