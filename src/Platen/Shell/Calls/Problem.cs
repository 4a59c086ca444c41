namespace Platen.Shell.Calls;

/// <summary>What stands in a call's way before it reaches any endpoint, told as problem details.</summary>
static class Problem
{
    public static Task Answer(HttpContext context, int status, string title) =>
        TypedResults.Problem(title: title, statusCode: status).ExecuteAsync(context);
}
