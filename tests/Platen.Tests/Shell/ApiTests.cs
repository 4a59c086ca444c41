using System.Text.Json;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>The API as programs meet it.</summary>
public class ApiTests
{
    [Theory, EveryDatabase]
    public async Task A_month_is_billed_over_http_as_from_the_command_line(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10)).Import(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        var (_, held) = await platen.Post("/api/v1/runs/preview", new { period = "2026-01" });
        var missing = await platen.Get("/api/v1/readings?period=2026-01&state=missing");
        var (entered, verdict) = await platen.Post("/api/v1/readings", new { serial = "M1", meter = "Mono", date = "2026-01-31", value = 1100 });
        var (billed, draft) = await platen.Post("/api/v1/runs", new { period = "2026-01" });
        var (posted, answer) = await platen.Post($"/api/v1/runs/{draft.GetProperty("run")}/post", new { });

        Assert.Equal("missing-reading", held.GetProperty("exceptions")[0].GetProperty("code").GetString());
        Assert.Equal("M1", missing.GetProperty("items")[0].GetProperty("serial").GetString());
        Assert.Equal((200, 200, 200, "accepted"), (entered, billed, posted, verdict.GetProperty("verdict").GetString()));
        Assert.Equal("posted", answer.GetProperty("state").GetString());
        Assert.Equal("17.25", answer.GetProperty("totals").GetProperty("total").GetString());
        var byHand = await database.Platen("bill", "2026-01", "--json");
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(byHand.Output).RootElement), JsonSerializer.Serialize(answer));
    }

    [Theory, EveryDatabase]
    public async Task An_empty_body_is_refused_by_everything_that_takes_one(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);
        var document = await platen.Get("/openapi/v1.json");
        var writes = (
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Name is "post" or "put" && operation.Value.TryGetProperty("requestBody", out _)
            select (new HttpMethod(operation.Name.ToUpperInvariant()), path.Name)).ToList();

        Assert.NotEmpty(writes);
        foreach (var (method, path) in writes)
        {
            var answer = await platen.Http.Send(method, path, new { });
            Assert.True(answer.Status is 400 or 422, $"{method} {path} answered {answer.Text} to an empty body.");
        }
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_done_is_told_with_its_remedy(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        var (status, problem) = await platen.Post("/api/v1/runs/7/post", new { });
        var (unknown, _) = await platen.Post("/api/v1/runs", new { period = "2026-01", perod = "2026-01" });

        Assert.Equal((422, "There is no run 7. 'platen bill PERIOD' makes one."), (status, problem.GetProperty("title").GetString()));
        Assert.Equal(400, unknown);
    }

    [Theory, EveryDatabase]
    public async Task The_api_is_described(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        var document = await platen.Get("/openapi/v1.json");

        Golden.Matches("openapi.json", JsonSerializer.Serialize(document, Indented));
    }

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
