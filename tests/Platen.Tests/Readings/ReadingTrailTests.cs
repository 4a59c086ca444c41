using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>What the audit trail tells of readings: a file's by the hash of what was written, one by one what they were before.</summary>
public class ReadingTrailTests
{
    [Theory, EveryDatabase]
    public async Task An_import_leaves_the_hash_of_its_readings_and_an_entered_reading_what_it_took_the_place_of(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.ImportLines("serial,meter,date,value", "A1,Mono,2026-01-31,1000");
        await new EnterReading(database.Database, database.Trail()).Run(new Entry("A1", "Mono", new DateOnly(2026, 1, 31), 1010), TestContext.Current.CancellationToken);

        await using var db = database.Db();
        var entries = await db.AuditEntries.OrderBy(entry => entry.Id).ToDictionaryAsync(entry => entry.Action, TestContext.Current.CancellationToken);
        var reading = await db.Readings.OrderBy(reading => reading.Id).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Hash(reading.MeterId, reading.ReadOn.DayNumber, 1000, (int)reading.Source, 0, 0, (int)ReadingState.Accepted, 0, 0), Of(entries["readings.imported"].After!, "sha256"));
        Assert.Equal(("1000", "1010"), (Of(entries["reading.entered"].Before!, "value"), Of(entries["reading.entered"].After!, "value")));
    }

    static string Of(string record, string field) => JsonDocument.Parse(record).RootElement.GetProperty(field).ToString();

    static string Hash(params long[] row)
    {
        var bytes = new byte[row.Length * sizeof(long)];
        foreach (var (i, value) in row.Index())
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), value);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
