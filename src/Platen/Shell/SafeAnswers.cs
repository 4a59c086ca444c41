namespace Platen.Shell;

/// <summary>
/// What every answer tells the browser so that nobody else's script, frame or form can act in a session's name, and the most
/// that a request may bring.
/// </summary>
static class SafeAnswers
{
    /// <summary>A request's body: far more than any call needs. Books and files of readings come by the command line.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    /// <summary>
    /// Only Platen's own scripts run, and none that stands in the text of a page. Styles may stand in it: MudBlazor places its
    /// popovers so.
    /// </summary>
    const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>The page that shows the API starts itself by a script in its text; it shows nothing of anybody's data.</summary>
    const string ApiReference =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSafeAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.Equals("/api") || context.Request.Path.Equals("/api/") ? ApiReference : Pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    });
}
