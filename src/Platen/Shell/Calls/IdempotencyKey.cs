using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Platen.Audit;
using Platen.Data;

namespace Platen.Shell.Calls;

/// <summary>
/// Lets a program send a writing request again when it does not know whether the first came through: with the same
/// idempotency key it is done once, and every repeat gets the first one's answer. What is under way is held by a lock that
/// goes with its process, so that a request cut off in the middle is in nobody's way: the repeat does it anew, which no write
/// of Platen's takes amiss.
/// </summary>
sealed class IdempotencyKey(RequestDelegate next, Database database, KeptAnswers kept)
{
    public const string Header = "Idempotency-Key", ReplayHeader = "Idempotent-Replay";

    /// <summary>An answer larger than this is given but not kept.</summary>
    const int MostKept = 1024 * 1024;

    const int LongestKey = 200;

    static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(letter => (char)letter)]);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || !Writes(endpoint.Metadata, context.Request.Method))
            return next(context);

        var who = context.RequestServices.GetRequiredService<Acting>().Who;
        return context.Request.Headers[Header] switch
        {
            [] when who is { Kind: ActorKind.Key } => Problem.Answer(context, StatusCodes.Status400BadRequest,
                $"With an API key, a request that changes something carries a header {Header}: a new value for each request, and the same one when it is repeated."),
            [] => next(context),
            [{ Length: > 0 and <= LongestKey } key] when !key.AsSpan().ContainsAnyExcept(Visible) =>
                Once(context, string.Create(CultureInfo.InvariantCulture, $"{who.Kind} {who.Id}"), key),
            _ => Problem.Answer(context, StatusCodes.Status400BadRequest,
                string.Create(CultureInfo.InvariantCulture, $"{Header} is one value of 1 to {LongestKey} visible ASCII characters.")),
        };
    }

    /// <summary>Says in the API's description where the header is taken.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (Writes(context.Description.ActionDescriptor.EndpointMetadata, context.Description.HttpMethod!))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Header,
                In = ParameterLocation.Header,
                Description = "A new value for each request, and the same one when it is repeated: it is done once, and the repeat is given " +
                    $"the same answer, with {ReplayHeader}: true, for 24 hours. Required with an API key.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = LongestKey, Pattern = "^[!-~]+$" },
            });
        }

        return Task.CompletedTask;
    }

    static bool Writes(IEnumerable<object> endpoint, string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !endpoint.OfType<ChangesNothing>().Any();

    async Task Once(HttpContext context, string caller, string key)
    {
        await using var claim = await database.Claim($"{Header} {caller} {key}", context.RequestAborted);
        if (claim is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await Problem.Answer(context, StatusCodes.Status409Conflict, $"The first request with this {Header} is still under way. Repeat it in a moment for its answer.");
            return;
        }

        var hash = await Hash(context.Request, context.RequestAborted);
        await (await kept.Find(caller, key, context.RequestAborted) switch
        {
            null => Do(context, caller, key, hash),
            { } first when first.RequestHash != hash => Problem.Answer(context, StatusCodes.Status422UnprocessableEntity,
                $"This {Header} was used with another request. Send this one with a new value."),
            { Body: null } unkept => Problem.Answer(context, StatusCodes.Status409Conflict, string.Create(CultureInfo.InvariantCulture,
                $"This was done, with status {unkept.Status}; its answer is not kept, for its size or for a secret in it. Ask for what it made.")),
            { } first => Replay(context, first),
        });
    }

    async Task Do(HttpContext context, string caller, string key, string hash)
    {
        // To the end, though the caller may have gone: the repeat is to find an answer.
        context.RequestAborted = CancellationToken.None;
        var response = context.Response;
        var wire = response.Body;
        using var answer = new MemoryStream();
        response.Body = answer;
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync();
        }
        finally
        {
            response.Body = wire;
        }

        // A fault of Platen's changed nothing, and may have passed when the request comes again.
        if (response.StatusCode < StatusCodes.Status500InternalServerError)
        {
            var secret = response.StatusCode < StatusCodes.Status300MultipleChoices && context.GetEndpoint()?.Metadata.GetMetadata<ShownOnce>() is not null;
            var body = answer.Length <= MostKept && !secret ? answer.ToArray() : null;
            await kept.Keep(caller, key, new KeptAnswer(hash, response.StatusCode, response.ContentType, body), CancellationToken.None);
        }

        answer.Position = 0;
        await answer.CopyToAsync(wire);
    }

    static Task Replay(HttpContext context, KeptAnswer first)
    {
        context.Response.StatusCode = first.Status;
        context.Response.ContentType = first.ContentType;
        context.Response.Headers[ReplayHeader] = "true";
        return context.Response.Body.WriteAsync(first.Body).AsTask();
    }

    static async Task<string> Hash(HttpRequest request, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A line break ends it: no path or query has one.
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        request.EnableBuffering();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellation)) > 0;)
            hash.AppendData(part, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
