using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Notifications.Sending;
using Platen.Settings;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Notifications;

/// <summary>To whom a test mail goes.</summary>
public sealed record NewTestMail([property: Required] string? To);

static class MailApi
{
    public static void MapMail(this RouteGroupBuilder api)
    {
        var mails = api.MapGroup("mails").WithTags("Mail");
        mails.MapGet("", (ListMails list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListMails").Needs(MailPermissions.Read).WithSummary("The outbox, the latest first")
            .WithDescription("q: part of recipient or subject. state: open, failed, sent. kind; aboutKind and about: the record. sort: number, to, subject, state; with - descending. page: from 1.");
        mails.MapGet("{number:int}", Show).WithName("GetMail").Needs(MailPermissions.Read).WithSummary("One mail, with its text and what went with it");
        mails.MapPost("send", async (SendMails send, CancellationToken cancellation) => TypedResults.Ok(await send.Run(cancellation)))
            .WithName("SendMails").Needs(MailPermissions.Send).WithSummary("Send what waits now");
        mails.MapPost("test", async (NewTestMail asked, SendTestMail send, CancellationToken cancellation) => TypedResults.Ok(await send.Run(asked.To!, cancellation)))
            .WithName("SendTestMail").Needs(MailPermissions.Send).WithSummary("Send a test mail at once, and answer what the server said");
        mails.MapPost("{number:int}/retry", async (int number, ChangeMail change, CancellationToken cancellation) =>
        {
            await change.Retry(number, cancellation);
            return TypedResults.NoContent();
        }).WithName("RetryMail").Needs(MailPermissions.Send).WithSummary("Have a mail tried again at once");
        mails.MapPost("{number:int}/give-up", async (int number, ChangeMail change, CancellationToken cancellation) =>
        {
            await change.GiveUp(number, cancellation);
            return TypedResults.NoContent();
        }).WithName("GiveMailUp").Needs(MailPermissions.Send).WithSummary("Have a mail tried no more");
        api.MapSettings<MailSettings>("The mail server, and as whom the dealer writes");
    }

    static async Task<Results<Ok<MailView>, NotFound>> Show(int number, ShowMail show, CancellationToken cancellation) =>
        await show.Run(number, cancellation) is { } mail ? TypedResults.Ok(mail) : TypedResults.NotFound();
}
