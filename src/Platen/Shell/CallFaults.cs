using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Platen.Shell;

/// <summary>A fault while answering a program is told as problem details; a page's fault goes on to the error page.</summary>
sealed class CallFaults(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        // The request's own path is the error page's by now.
        if (!WebHost.IsCall(context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path))
            return false;

        var details = exception switch
        {
            Refusal refusal => new ProblemDetails
            {
                Title = refusal.Message,
                Status = StatusCodes.Status422UnprocessableEntity,
                Extensions = { ["errors"] = refusal.Faults.Select(fault => new { path = fault.Path, message = fault.Message }) },
            },
            BadHttpRequestException bad => new ProblemDetails { Title = bad.InnerException?.Message ?? bad.Message, Status = bad.StatusCode },
            _ => new ProblemDetails { Title = "This could not be answered; nothing was changed.", Status = StatusCodes.Status500InternalServerError },
        };
        context.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }
}
