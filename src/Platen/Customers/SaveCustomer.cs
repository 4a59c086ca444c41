using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Customers;

/// <summary>Adds customers, finance companies and suppliers, and changes them.</summary>
[Needs(CustomerPermissions.Edit)]
sealed class SaveCustomer(Database database, AuditTrail trail, AddressNamed named)
{
    /// <exception cref="Refusal">It has faults, or the code is taken.</exception>
    public async Task Add(CustomerDetails details, CancellationToken cancellation)
    {
        RefuseFaults(details);
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var id = (int)await Sequences.Take(write.Connection, "customers", 1, cancellation);
        if (await db.Customers.AnyAsync(other => other.Code.ToLower() == details.Code.ToLower(), cancellation))
            throw new Refusal($"There is a customer {details.Code} already. Change that one, or choose another code.");
        var customer = new Customer { Id = id, Code = details.Code, Name = details.Name, Roles = "" };
        db.Customers.Add(customer);
        await Save(write, db, customer, details, new Change("customer.added", "customer", details.Code, After: details), cancellation);
    }

    /// <exception cref="Refusal">It has faults, there is none of the code, or something refers to what would go.</exception>
    public async Task Change(string code, CustomerDetails details, CancellationToken cancellation)
    {
        RefuseFaults(details);
        if (details.Code != code)
            throw new Refusal($"The customer {code} cannot become {details.Code}: what refers to it would be lost.");
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var customer = await db.Customers.AsTracking().SingleOrDefaultAsync(row => row.Code == code, cancellation)
            ?? throw new Refusal($"There is no customer {code}.");
        if (details.Consolidated && !customer.Consolidated)
            await RefuseAggregate(db, customer, cancellation);
        await RefuseLostAddress(db, customer, details, cancellation);
        var change = new Change("customer.changed", "customer", code, CustomerDetails.Of(customer), details);
        await Save(write, db, customer, details, change, cancellation);
    }

    async Task Save(WriteTransaction write, Db db, Customer customer, CustomerDetails details, Change change, CancellationToken cancellation)
    {
        details.Into(customer);
        customer.Revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        await db.SaveChangesAsync(cancellation);
        await trail.Commit(write, change, cancellation);
    }

    static void RefuseFaults(CustomerDetails details)
    {
        var faults = details.Faults().ToList();
        if (faults.Count > 0)
            throw new Refusal("Nothing was saved.", faults);
    }

    /// <summary>A consolidated customer has no aggregate contract, nor one on its way (M-13).</summary>
    static async Task RefuseAggregate(Db db, Customer customer, CancellationToken cancellation)
    {
        var documents = db.Database.SqlQuery<string>(
            $"SELECT t.document AS \"Value\" FROM contract_terms t JOIN contracts c ON c.id = t.contract_id WHERE c.customer_id = {customer.Id}");
        await foreach (var document in documents.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (TermsRules.HasPool(System.Text.Json.JsonSerializer.Deserialize<ContractTerms>(document, Json.Options)!))
                throw new Refusal("Nothing was saved.", [new Fault("consolidated", "A contract of this customer is aggregate, which a consolidated customer's may not be (M-13).")]);
        }
    }

    async Task RefuseLostAddress(Db db, Customer customer, CustomerDetails details, CancellationToken cancellation)
    {
        var kept = details.Addresses.Select(address => address.Name).ToHashSet();
        foreach (var lost in Address.Read(customer.Addresses).Where(address => !kept.Contains(address.Name)))
        {
            var used = await db.Database.SqlQuery<string>(
                $"SELECT serial AS \"Value\" FROM machines WHERE customer_id = {customer.Id} AND shipping_address = {lost.Name}").FirstOrDefaultAsync(cancellation);
            if (used is not null)
                throw new Refusal("Nothing was saved.", [new Fault("addresses", $"The machine {used} stands at {lost.Name}. Give it another address first.")]);
            if (await named(db, customer, lost.Name, cancellation) is { } by)
                throw new Refusal("Nothing was saved.", [new Fault("addresses", $"{by} names the address {lost.Name}. Let it name another first.")]);
        }
    }
}
