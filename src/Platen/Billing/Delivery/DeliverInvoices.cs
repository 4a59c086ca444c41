using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Customers;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Delivery;

/// <summary>What a delivery did.</summary>
/// <param name="Unreachable">Invoices that want to go by mail and have no address to go to.</param>
public sealed record InvoicesDelivered(Period Period, int Mailed, int ToPrint, int Kept, int Unreachable);

/// <summary>
/// Sends a month's posted invoices to their payers, each as its payer wants it and each once: written into the outbox, or put
/// to those that are printed. Called again, it does what is left.
/// </summary>
[Needs(BillingPermissions.Deliver)]
sealed class DeliverInvoices(Database database, AuditTrail trail)
{
    const int AtOnce = 500;

    public async Task<InvoicesDelivered> Run(Period period, IProgress<Step>? progress, CancellationToken cancellation)
    {
        var (dealer, open) = await Open(period, cancellation);
        var sum = new InvoicesDelivered(period, 0, 0, 0, 0);
        foreach (var some in open.Chunk(AtOnce))
        {
            var ways = await Deliver(some, dealer, cancellation);
            sum = sum with
            {
                Mailed = sum.Mailed + ways.Count(way => way == DeliveryWay.Mail),
                ToPrint = sum.ToPrint + ways.Count(way => way == DeliveryWay.Print),
                Kept = sum.Kept + ways.Count(way => way == DeliveryWay.None),
            };
            progress?.Report(new Step("Delivering", sum.Mailed + sum.ToPrint + sum.Kept, open.Count));
        }

        return sum with { Unreachable = await Unreachable(period, cancellation) };
    }

    async Task<(string Dealer, List<(Invoice Invoice, Route Route)> Open)> Open(Period period, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var dealer = await db.Company.Select(company => company.Name).SingleOrDefaultAsync(cancellation) ?? "";
        var invoices = await db.Invoices.Where(invoice => invoice.Period == period && !db.Deliveries.Any(done => done.InvoiceId == invoice.Id))
            .OrderBy(invoice => invoice.Number).ToListAsync(cancellation);
        var payers = await db.Customers.Select(payer => new { payer.Code, payer.Delivery, payer.Email }).ToDictionaryAsync(payer => payer.Code, cancellation);
        return (dealer, invoices.ConvertAll(invoice => (invoice, payers.TryGetValue(invoice.BillTo, out var payer) ? Route.Of(payer.Delivery, payer.Email) : Route.Of(null, null))));
    }

    async Task<int> Unreachable(Period period, CancellationToken cancellation) =>
        (await Open(period, cancellation)).Open.Count(one => one.Route.Way is null);

    /// <summary>Some of them in one transaction, with their mails.</summary>
    async Task<List<DeliveryWay>> Deliver((Invoice Invoice, Route Route)[] some, string dealer, CancellationToken cancellation)
    {
        var (ways, changes) = (new List<DeliveryWay>(), new List<Change>());
        await using var write = await database.Write(cancellation);
        foreach (var (invoice, route) in some)
        {
            if (route.Way is not { } way || !await Note(write, invoice, way, route.To, cancellation))
                continue;
            if (route.To is { } to)
                await Outbox.Post(write, InvoiceMail.Of(invoice, to, dealer), trail.Now, cancellation);
            ways.Add(way);
            changes.Add(new Change("invoice.delivered", "invoice", invoice.FullNumber, After: new { way, to = route.To }));
        }

        if (changes.Count > 0)
            await trail.Commit(write, changes, cancellation);
        return ways;
    }

    /// <returns>Whether nobody else has, meanwhile.</returns>
    async Task<bool> Note(WriteTransaction write, Invoice invoice, DeliveryWay way, string? to, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            "INSERT INTO deliveries (invoice_id, period, way, recipient, mail_key, delivered_at) VALUES (@id, @period, @way, @to, @key, @now) " +
            "ON CONFLICT (invoice_id) DO NOTHING";
        command.Add("@id", invoice.Id).Add("@period", invoice.Period.Number).Add("@way", (int)way).Add("@to", to)
            .Add("@key", to is null ? null : InvoiceMail.Key(invoice.FullNumber)).Add("@now", trail.Now.UtcTicks);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
