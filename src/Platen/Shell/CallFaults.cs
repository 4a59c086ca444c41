using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Platen.Shell;

/// <summary>A fault while answering a program is told as problem details; a page's fault goes on to the error page.</summary>
sealed class CallFaults(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (!WebHost.IsCall(context))
            return false;

        var details = exception is Refusal refusal
            ? new ProblemDetails
            {
                Title = refusal.Message,
                Status = StatusCodes.Status422UnprocessableEntity,
                Extensions = { ["errors"] = refusal.Faults.Select(fault => new { path = fault.Path, message = fault.Message }) },
            }
            : new ProblemDetails { Title = "This could not be answered; nothing was changed.", Status = StatusCodes.Status500InternalServerError };
        context.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }
}
