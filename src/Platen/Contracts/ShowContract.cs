using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>One contract with all its versions of terms, for its page.</summary>
[Needs(ContractPermissions.Read)]
sealed class ShowContract(Db db)
{
    /// <returns>Null where no contract has the number.</returns>
    public async Task<ContractView?> Run(string number, CancellationToken cancellation)
    {
        var found = await (
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where contract.Number == number
            select new { contract, customer.Code, customer.Name, customer.Currency }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var terms = await db.Terms.Where(terms => terms.ContractId == found.contract.Id).OrderBy(terms => terms.Version)
            .ToListAsync(cancellation);
        var machines = await (
            from item in db.ContractMachines
            join machine in db.Machines on item.MachineId equals machine.Id
            where item.ContractId == found.contract.Id
            select new { machine.Serial, machine.Model, machine.Location }).ToListAsync(cancellation);
        var company = await db.Company.FirstAsync(cancellation);
        return new ContractView(
            found.contract,
            found.Code,
            found.Name,
            found.Currency ?? company.Currency,
            company.TaxRate,
            terms.ConvertAll(version => new TermsView(
                version.Version, version.Approved, version.CreatedAt, JsonSerializer.Deserialize<ContractTerms>(version.Document, Json.Options)!)),
            machines.ToDictionary(machine => machine.Serial, machine => new MachineOnContract(machine.Model, machine.Location)));
    }
}

/// <summary>
/// A contract as its page shows it; versions oldest first, machines by serial. Currency and tax are those of terms that name none (T-1).
/// </summary>
sealed record ContractView(
    Contract Contract,
    string CustomerCode,
    string Customer,
    string Currency,
    decimal TaxRate,
    IReadOnlyList<TermsView> Versions,
    IReadOnlyDictionary<string, MachineOnContract> Machines);

/// <summary>A version of the terms, read.</summary>
sealed record TermsView(int Version, bool Approved, DateTimeOffset WrittenAt, ContractTerms Terms);

/// <summary>What tells a contract's machine from the next.</summary>
sealed record MachineOnContract(string? Model, string? Location);
