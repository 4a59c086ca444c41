using Microsoft.EntityFrameworkCore;
using Platen.Billing.Invoices;
using Platen.Customers;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Billing.Delivery;

/// <summary>A month's posted invoices, with how each goes out and how far it is.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListDeliveries(Db db)
{
    public Task<ListPage<DeliveryRow>> Run(Period period, ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var rows = Rows(db.Invoices.Where(invoice => invoice.Period == period
            && (text == "" || invoice.BillToName.ToLower().Contains(text) || invoice.BillTo.ToLower().Contains(text))));
        rows = query["state"] switch
        {
            "open" => rows.Where(row => row.Done == null),
            "failed" => rows.Where(row => row.State == MailState.GivenUp || row.State == MailState.Failed),
            "print" => rows.Where(row => row.Done == DeliveryWay.Print),
            _ => rows,
        };
        return rows.ToPage(query, "number", new() { ["number"] = row => row.No, ["payer"] = row => row.Payer, ["total"] = row => row.Total }, cancellation);
    }

    /// <summary>How one invoice goes out; null: there is no such invoice.</summary>
    public Task<DeliveryRow?> Of(string number, CancellationToken cancellation)
    {
        var no = ListInvoices.NumberIn(number);
        var series = number.TrimEnd([.. "0123456789"]);
        return Rows(db.Invoices.Where(invoice => invoice.Series == series && invoice.Number == no)).SingleOrDefaultAsync(cancellation);
    }

    IQueryable<DeliveryRow> Rows(IQueryable<Invoice> invoices) =>
        from invoice in invoices
        join done in db.Deliveries on invoice.Id equals done.InvoiceId into deliveries
        from done in deliveries.DefaultIfEmpty()
        join mail in db.Mails on done.MailKey equals mail.Key into mails
        from mail in mails.DefaultIfEmpty()
        join payer in db.Payers on invoice.BillTo equals payer.Code into payers
        from payer in payers.DefaultIfEmpty()
        select new DeliveryRow
        {
            Series = invoice.Series,
            No = invoice.Number,
            PayerCode = invoice.BillTo,
            Payer = invoice.BillToName,
            Currency = invoice.Currency,
            Total = invoice.Total,
            Wanted = payer.Delivery,
            Email = payer.Email,
            Done = done == null ? null : done.Way,
            To = done.Recipient,
            At = done == null ? null : done.DeliveredAt,
            Mail = mail == null ? null : mail.Id,
            State = mail == null ? null : mail.State,
            SentAt = mail.SentAt,
            Answer = mail.Answer,
            Files = mail.Files,
        };
}

/// <summary>An invoice on its way out.</summary>
public sealed record DeliveryRow
{
    internal string Series { get; init; } = "";
    internal long No { get; init; }

    /// <summary>The invoice.</summary>
    public string Number => Invoice.NumberOf(Series, No);
    public required string PayerCode { get; init; }
    public required string Payer { get; init; }
    public required string Currency { get; init; }
    public required decimal Total { get; init; }

    /// <summary>What the payer wants, and where it is reached, now.</summary>
    internal DeliveryWay? Wanted { get; init; }
    internal string? Email { get; init; }
    internal DeliveryWay? Done { get; init; }

    /// <summary>How it went out, or would; null: it cannot.</summary>
    public DeliveryWay? Way => Done ?? Route.Of(Wanted, Email).Way;

    /// <summary>To whom it was mailed.</summary>
    public string? To { get; init; }

    /// <summary>When it was put into the outbox or to those that are printed; null: it was not yet.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The mail's number in the outbox, how far it is, and when it was sent.</summary>
    public int? Mail { get; init; }
    public MailState? State { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What is in the way, or what the mail server said.</summary>
    public string? Answer { get => Done is null ? Route.Of(Wanted, Email).Why : field; init; }

    /// <summary>The file that was sent, and its SHA-256.</summary>
    public string? Files { get; init; }

    /// <summary>Where it goes, as a person reads it before it has gone.</summary>
    internal string? Address => To ?? (Done is null && Way == DeliveryWay.Mail ? Email : null);
}
