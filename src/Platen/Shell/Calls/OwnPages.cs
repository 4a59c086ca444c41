using Platen.Audit;

namespace Platen.Shell.Calls;

/// <summary>
/// Refuses a writing call that another site has a person's browser send: the session's cookie goes with it, and the person knows
/// nothing of it. Browsers tell whose page a call comes from; a program has a key, which no browser sends by itself.
/// </summary>
static class OwnPages
{
    public static Task RefuseOthers(HttpContext context, RequestDelegate next) =>
        IsReading(context.Request.Method) || IsOwn(context.Request) || context.RequestServices.GetRequiredService<Acting>().Who.Kind == ActorKind.Key
            ? next(context)
            : Problem.Answer(context, StatusCodes.Status403Forbidden, "Another site's page sent this in your browser's name. Nothing was done: do it on Platen's own pages.");

    static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>What says nothing of itself is no browser. By the host alone: a proxy in front may end the encryption.</summary>
    static bool IsOwn(HttpRequest request) => (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString()) switch
    {
        ("", "") => true,
        ("", var origin) => Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value,
        (var site, _) => site is "same-origin" or "none",
    };
}
