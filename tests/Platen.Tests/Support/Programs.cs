using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Shell;

namespace Platen.Tests.Support;

/// <summary>Programs that call the API with a key.</summary>
static class Programs
{
    /// <summary>Has a key made.</summary>
    /// <returns>Its token.</returns>
    public static async Task<string> AddKey(this TestDatabase database, string name, params IEnumerable<string> permissions)
    {
        var said = await database.Platen(["key", "add", name, .. permissions.SelectMany(permission => (string[])["--permission", permission]), "--json"]);
        Assert.True(said.Exit == Exit.Done, said.Error);
        return JsonDocument.Parse(said.Output).RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>A program that comes with a token.</summary>
    public static HttpClient Program(this RunningPlaten platen, string token)
    {
        var client = new HttpClient { BaseAddress = platen.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<Answer> Ask(this HttpClient program, string path) =>
        await Answered(await program.GetAsync(path, TestContext.Current.CancellationToken));

    /// <param name="key">The idempotency key; null: none.</param>
    public static Task<Answer> Send(this HttpClient program, string path, object body, string? key) => program.Send(HttpMethod.Post, path, body, key);

    public static async Task<Answer> Send(this HttpClient program, HttpMethod method, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await Answered(await program.SendAsync(request, TestContext.Current.CancellationToken));
    }

    static async Task<Answer> Answered(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new Answer(
                (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                answer.Headers.TryGetValues("Idempotent-Replay", out var replayed) && replayed.Single() == "true", answer.Headers.RetryAfter?.ToString());
        }
    }
}

/// <summary>What a program was answered.</summary>
sealed record Answer(int Status, string? Type, string Text, bool Replayed, string? RetryAfter);
