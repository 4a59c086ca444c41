using Microsoft.AspNetCore.Diagnostics;

namespace Platen.Shell;

/// <summary>A fault while answering a program is told as problem details; a page's fault goes on to the error page.</summary>
sealed class CallFaults(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation) =>
        WebHost.IsCall(context) && await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Title = "This could not be answered; nothing was changed.", Status = context.Response.StatusCode },
        });
}
