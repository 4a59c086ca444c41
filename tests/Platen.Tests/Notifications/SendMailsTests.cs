using Microsoft.EntityFrameworkCore;
using MimeKit;
using Platen.Data;
using Platen.Notifications;
using Platen.Notifications.Sending;
using Platen.Settings;
using Platen.Tests.Support;

namespace Platen.Tests.Notifications;

/// <summary>Mails are received by a real server, once each, whatever happens on the way.</summary>
public class SendMailsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_mail_arrives_as_it_was_written_with_its_file(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice() with { Subject = "Zählerstände – naïve", Attachments = ["note:N1"], About = ("contract", "C1") });

        Assert.Equal(new MailsSent(1, 0, 0), await post.Send());

        var received = Assert.Single(server.Mails);
        Assert.Equal(
            ("Zählerstände – naïve", "billing@dealer.example", "thandi@customer.example", "auto-generated"),
            (received.Subject, received.From.Mailboxes.Single().Address, received.To.Mailboxes.Single().Address, received.Headers["Auto-Submitted"]));
        Assert.Equal("90 of 100 are used.\n.\nA line with a dot alone.\n", received.TextBody!.ReplaceLineEndings("\n"));
        var file = Assert.IsType<TextPart>(Assert.Single(received.Attachments));
        Assert.Equal(("N1.txt", "what it says"), (file.FileName, file.Text));
        var kept = await post.Only();
        Assert.Equal((MailState.Sent, "taken as 1", received.MessageId), (kept.State, kept.Answer, kept.MessageId));
        Assert.StartsWith("N1.txt ", kept.Files, StringComparison.Ordinal);
        await using var db = new Db(database.Database);
        Assert.Equal(
            ["settings.changed", "pool.low", "mail.sent", "contract.mailed"],
            await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task While_the_server_is_down_mails_wait_and_go_out_later_once(TestDatabase database)
    {
        await using var post = new Post(database);
        var down = new MailServer();
        await down.DisposeAsync();
        await post.Set(down);
        await post.Put(Post.Notice());

        var first = await post.Send();
        post.Clock.Advance(TimeSpan.FromDays(4));
        var second = await post.Send();

        Assert.Equal((0, 0, 1), (first.Sent, first.Failed, first.Waiting));
        Assert.Contains("does not answer", second.Why, StringComparison.Ordinal);
        var waiting = await post.Only();
        Assert.Equal((MailState.Waiting, 0), (waiting.State, waiting.Tries));
        Assert.Contains("does not answer", waiting.Answer, StringComparison.Ordinal);

        await using var up = new MailServer(down.Port);
        Assert.Equal((1, 0), ((await post.Send()).Sent, (await post.Send()).Sent));
        Assert.Single(up.Mails);
    }

    [Theory, EveryDatabase]
    public async Task Without_a_server_mails_wait(TestDatabase database)
    {
        await using var post = new Post(database);
        await post.Put(Post.Notice());

        Assert.Equal(new MailsSent(0, 0, 1, "No mail server is set up."), await post.Send());
        Assert.Equal(MailState.Waiting, (await post.Only()).State);
    }

    [Theory, EveryDatabase]
    public async Task What_is_refused_for_good_is_given_up_at_once(TestDatabase database)
    {
        await using var server = new MailServer { Mood = Mood.KnowsNobody };
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice());

        Assert.Equal(1, (await post.Send()).Failed);

        var given = await post.Only();
        Assert.Equal((MailState.GivenUp, "550 there is nobody of that name"), (given.State, given.Answer));
    }

    [Theory, EveryDatabase]
    public async Task A_busy_server_is_asked_again_after_growing_pauses_and_then_no_more(TestDatabase database)
    {
        await using var server = new MailServer { Mood = Mood.Busy };
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice());

        var minutes = new List<double>();
        for (var tries = 0; tries < SendMails.MostTries; tries++)
        {
            Assert.Equal(1, (await post.Send()).Failed);
            Assert.Equal(new MailsSent(0, 0, 0), await post.Send()); // not its turn
            minutes.Add(((await post.Only()).NextTry - post.Clock.GetUtcNow()).TotalMinutes);
            post.Clock.SetUtcNow((await post.Only()).NextTry);
        }

        Assert.Equal([1, 4, 16, 64, 256, 720, 720], minutes[..7]);
        Assert.Equal(MailState.GivenUp, (await post.Only()).State);
        server.Mood = Mood.Takes;
        Assert.Equal(0, (await post.Send()).Sent);
        await post.Do((ChangeMail change) => change.Retry(1, Cancellation));
        Assert.Equal(1, (await post.Send()).Sent);
    }

    [Theory, EveryDatabase]
    public async Task Cut_off_in_the_middle_it_is_sent_again_and_the_others_go_on(TestDatabase database)
    {
        await using var server = new MailServer { Mood = Mood.HangsUp };
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice("first"));
        Assert.Equal(1, (await post.Send()).Failed);
        server.Mood = Mood.Takes;
        await post.Put(Post.Notice("second"));

        Assert.Equal(1, (await post.Send()).Sent);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await post.Send()).Sent);
        Assert.Equal(2, server.Mails.Count);
    }

    [Theory, EveryDatabase]
    public async Task Taken_without_a_word_the_second_carries_the_same_message_id(TestDatabase database)
    {
        await using var server = new MailServer { Mood = Mood.TakesInSilence };
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice());
        await post.Send();
        server.Mood = Mood.Takes;
        post.Clock.Advance(TimeSpan.FromMinutes(1));

        await post.Send();

        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(mail => mail.MessageId).Distinct());
    }

    [Theory, EveryDatabase]
    public async Task Who_dies_with_a_mail_in_hand_leaves_it_to_the_next(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice());
        // Killed after the claim, before the server heard of it.
        await using (var db = new Db(database.Database))
        {
            await db.Mails.ExecuteUpdateAsync(row => row.SetProperty(mail => mail.State, MailState.Sending).SetProperty(mail => mail.Tries, 1)
                .SetProperty(mail => mail.NextTry, post.Clock.GetUtcNow() + SendMails.Claim), Cancellation);
        }

        var atOnce = await post.Send();
        post.Clock.Advance(SendMails.Claim);
        var later = await post.Send();

        Assert.Equal((0, 1), (atOnce.Sent, later.Sent));
        Assert.Single(server.Mails);
    }

    [Theory, EveryDatabase]
    public async Task Stopped_while_the_server_listens_it_is_sent_again_by_the_next(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        await post.Set(server);
        await post.Put(Post.Notice());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        server.Meanwhile = stop.CancelAsync;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post.Do((SendMails send) => send.Run(stop.Token)));
        Assert.Equal(MailState.Sending, (await post.Only()).State);
        server.Meanwhile = () => Task.CompletedTask;
        post.Clock.Advance(SendMails.Claim);

        Assert.Equal(1, (await post.Send()).Sent);
        Assert.Single(server.Mails.Select(mail => mail.MessageId).Distinct());
    }

    [Theory, EveryDatabase]
    public async Task Several_who_send_at_once_send_each_mail_once(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        await post.Set(server);
        foreach (var key in "abcdefghijkl")
            await post.Put(Post.Notice(key.ToString()));
        await using var other = new Post(database, post.Clock);

        var sent = await Task.WhenAll(post.Send(), other.Send(), post.Send(), other.Send());

        Assert.Equal(12, sent.Sum(one => one.Sent));
        Assert.Equal(12, server.Mails.Count);
    }

    [Theory, EveryDatabase]
    public async Task Who_is_not_let_in_tells_it_and_counts_no_try(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        var settings = new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, User = MailServer.User, From = "billing@dealer.example" };
        await post.Set(settings with { Password = Secret.Entered("wrong") });
        await post.Put(Post.Notice());
        var wrong = await post.Send();
        await post.Set(settings with { Password = Secret.Entered(MailServer.Password) });

        Assert.Contains("does not let platen in", wrong.Why, StringComparison.Ordinal);
        Assert.Equal(0, (await post.Only()).Tries);
        Assert.Equal(1, (await post.Send()).Sent);
    }
}
