using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Readings;

/// <summary>How many customers were asked, and who cannot be.</summary>
/// <param name="Waiting">Asked before, and not long enough ago to be reminded.</param>
/// <param name="Unreachable">Codes of customers without a good e-mail address.</param>
sealed record CustomersAsked(Period Period, int Asked, int Reminded, int Waiting, IReadOnlyList<string> Unreachable);

/// <summary>
/// Asks the customers of machines that nobody has read for a month, each once, by mail with a link where they enter what the
/// counters show; and reminds those who have not answered. Mails go by the outbox, in the transaction that keeps the request.
/// </summary>
[Needs(ReadingPermissions.Edit)]
sealed class AskForReadings(Database database, CaptureGrid grid, CountRuns counts, RequestLink links, AuditTrail trail)
{
    /// <summary>Asks for what is missing of a count, while a reading of today is one of it.</summary>
    /// <exception cref="Refusal">It is not the time, or it is finalised, or nobody said where customers reach Platen.</exception>
    public async Task<CustomersAsked> OfCount(int id, CancellationToken cancellation)
    {
        var count = await counts.Find(id, cancellation);
        if (count.State != CountState.Open)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Count {id} is finalised: nothing of it is asked for any more."));
        var settings = new SettingsStore(database);
        var window = MetersCounted.WindowOf((await settings.Get<ReadingRules>(cancellation)).Window, count.Days);
        return await AskAll(Period.Of(count.CutOff), id, RefuseUntimely($"count {CountRuns.Name(id)}", count.CutOff, window), false,
            (await counts.Show(id, cancellation)).Rows.Where(row => row.State == CaptureState.Missing), cancellation);
    }

    /// <param name="remindersOnly">By itself, Platen reminds whom somebody has asked before, so often as the dealer wants.</param>
    /// <exception cref="Refusal">It is not the time, or nobody said where customers reach Platen.</exception>
    public async Task<CustomersAsked> Run(Period period, bool remindersOnly, CancellationToken cancellation)
    {
        var window = (await new SettingsStore(database).Get<ReadingRules>(cancellation)).Window;
        return await AskAll(period, 0, RefuseUntimely(period.ToString(), period.LastDay, window), remindersOnly,
            await grid.All(period, new CaptureFilter(CaptureFilter.Missing), cancellation), cancellation);
    }

    /// <param name="count">0: they are the month's own.</param>
    async Task<CustomersAsked> AskAll(
        Period period, int count, DateTimeOffset last, bool remindersOnly, IEnumerable<CaptureRow> rows, CancellationToken cancellation)
    {
        var rules = await new SettingsStore(database).Get<RequestRules>(cancellation);
        var address = rules.Address ?? throw new Refusal("Nobody said yet at which address customers reach Platen. Say it in Settings, Reading requests.");
        links.HaveKey();
        var missing = rows.ToLookup(row => row.CustomerCode);

        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var codes = missing.Select(customer => customer.Key).ToList();
        var customers = await db.Customers.Where(customer => EF.Parameter(codes).Contains(customer.Code)).OrderBy(customer => customer.Code).ToListAsync(cancellation);
        // Of two who ask at once the second waits for these numbers, and then finds whom the first has asked.
        var number = (int)await Sequences.Take(write.Connection, "reading_requests", Math.Max(1, codes.Count), cancellation);
        var known = await db.ReadingRequests.Where(request => request.Period == period && request.CountRun == count).ToDictionaryAsync(request => request.CustomerId, cancellation);
        var dealer = await db.Company.Select(company => company.Name).SingleAsync(cancellation);
        var (changes, unreachable, waiting) = (new List<Change>(), new List<string>(), 0);
        foreach (var customer in customers)
        {
            var before = known.GetValueOrDefault(customer.Id);
            if (before is null && remindersOnly)
                continue;
            if (customer.Email is null || MailAddresses.Fault(customer.Email) is not null)
            {
                unreachable.Add(customer.Code);
            }
            else if (before is not null && !IsDue(before, rules, remindersOnly))
            {
                waiting++;
            }
            else
            {
                var request = await Keep(write, before, number++, customer.Id, (period, count), customer.Email, last, cancellation);
                var link = $"{address.TrimEnd('/')}/read/{links.Token(request.Id)}";
                await Outbox.Post(write, RequestMail.Of(dealer, customer.Code, request, [.. missing[customer.Code]], link), trail.Now, cancellation);
                changes.Add(new Change("readings.asked", "customer", customer.Code, After: new { period, request.Recipient, request.Reminders, meters = missing[customer.Code].Count() }));
            }
        }

        if (changes.Count > 0)
            await trail.Commit(write, changes, cancellation);
        var reminded = changes.Count(change => known.Values.Any(request => customers.Exists(customer => customer.Id == request.CustomerId && customer.Code == change.Subject)));
        return new(period, changes.Count - reminded, reminded, waiting, unreachable);
    }

    /// <returns>The moment after which no reading closes the month, or the count, any more.</returns>
    DateTimeOffset RefuseUntimely(string what, DateOnly lastDay, ReadingWindow window)
    {
        var (first, last) = (window.Earliest(lastDay), window.Latest(lastDay));
        var today = DateOnly.FromDateTime(trail.Now.UtcDateTime);
        if (today < first || today > last)
            throw new Refusal($"Customers are asked for readings of {what} from {Numerals.Day(first)} to {Numerals.Day(last)}: one of today would be of another.");
        return new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
    }

    bool IsDue(ReadingRequest request, RequestRules rules, bool byItself) =>
        trail.Now - request.LastMailAt >= TimeSpan.FromDays(rules.RemindAfterDays) && (!byItself || request.Reminders < rules.Reminders);

    /// <summary>A reminder goes with the link that was sent before; what is asked after an answer has a number, and so a link, of its own.</summary>
    /// <param name="number">Nobody else's.</param>
    async Task<ReadingRequest> Keep(
        WriteTransaction write, ReadingRequest? before, int number, int customer, (Period Period, int Count) what, string recipient, DateTimeOffset until, CancellationToken cancellation)
    {
        var reminded = before is { AnsweredAt: null } ? before : null;
        var request = new ReadingRequest
        {
            Id = reminded?.Id ?? number,
            CustomerId = customer,
            Period = what.Period,
            CountRun = what.Count,
            Recipient = recipient,
            AskedAt = reminded?.AskedAt ?? trail.Now,
            ValidUntil = until,
            Reminders = reminded is null ? 0 : reminded.Reminders + 1,
            LastMailAt = trail.Now,
        };
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO reading_requests (id, customer_id, period, count_run, recipient, asked_at, valid_until, reminders, last_mail_at)
            VALUES (@id, @customer, @period, @count, @recipient, @asked, @until, @reminders, @now)
            ON CONFLICT (customer_id, period, count_run) DO UPDATE SET id = @id, recipient = @recipient, asked_at = @asked, valid_until = @until,
                reminders = @reminders, last_mail_at = @now, answered_at = NULL
            """;
        command.Add("@id", request.Id).Add("@customer", customer).Add("@period", what.Period.Number).Add("@count", what.Count).Add("@recipient", recipient)
            .Add("@asked", request.AskedAt.UtcTicks).Add("@now", trail.Now.UtcTicks).Add("@until", until.UtcTicks).Add("@reminders", request.Reminders);
        await command.ExecuteNonQueryAsync(cancellation);
        return request;
    }
}
