using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Notifications;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Notifications;

/// <summary>What is put into the outbox: once a key, with what caused it, and to somebody.</summary>
public class OutboxTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_known_key_is_not_written_twice(TestDatabase database)
    {
        await using var post = new Post(database);

        Assert.Equal((true, false), (await post.Put(Post.Notice()), await post.Put(Post.Notice() with { Subject = "Again" })));
        Assert.Equal("The pool runs low", (await post.Only()).Subject);
    }

    [Theory, EveryDatabase]
    public async Task Without_what_caused_it_there_is_no_mail(TestDatabase database)
    {
        await using (var write = await database.Database.Write(Cancellation))
            await Outbox.Post(write, Post.Notice(), DateTimeOffset.UnixEpoch, Cancellation);

        await using var db = new Db(database.Database);
        Assert.False(await db.Mails.AnyAsync(Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task Of_many_who_write_the_same_at_once_one_does(TestDatabase database)
    {
        await using var post = new Post(database);

        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => post.Put(Post.Notice())));

        Assert.Single(written, isNew => isNew);
    }

    [Theory]
    [InlineData("")]
    [InlineData("thandi")]
    [InlineData("thandi@")]
    [InlineData("@customer.example")]
    [InlineData("thandi@customer.example\r\nBcc: all@else.example")]
    [InlineData("thandi@customer.example\nBcc: all@else.example")]
    [InlineData("thandi@customer.example, nobody")]
    [InlineData("Undisclosed: thandi@customer.example;")]
    public void Nobody_is_written_to_under_what_is_no_address(string to) => Assert.NotNull(MailAddresses.Fault(to));

    [Theory]
    [InlineData("thandi@customer.example")]
    [InlineData("Thandi Mokoena <thandi@customer.example>")]
    [InlineData("\"Mokoena, Thandi\" <thandi@customer.example>, accounts@customer.example")]
    public void Who_has_an_address_is(string to) => Assert.Null(MailAddresses.Fault(to));

    [Theory, EveryDatabase]
    public async Task An_address_with_a_line_break_is_refused_and_a_subject_is_one_line(TestDatabase database)
    {
        await using var post = new Post(database);

        await Assert.ThrowsAsync<Refusal>(() => post.Put(Post.Notice() with { To = "a@b.example\r\nBcc: c@d.example" }));
        await post.Put(Post.Notice() with { Subject = "Low:\r\nBcc: all@else.example\u0085\tnow" });

        Assert.Equal("Low: Bcc: all@else.example now", (await post.Only()).Subject);
    }
}
