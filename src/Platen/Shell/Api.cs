using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Calls;
using Platen.Shell.Lists;
using Scalar.AspNetCore;

namespace Platen.Shell;

/// <summary>One page of a collection, and where the next one is.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, string? Next);

/// <summary>The API's frame: its root, its JSON, its description at /openapi/v1.json, readable at /api.</summary>
static class Api
{
    public static WebApplicationBuilder AddPlatenApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Platen";
            document.Info.Description = "Contract billing for print dealers. Money and prices are strings in decimal notation.";
            document.Servers?.Clear(); // wherever it was asked for
            return Task.CompletedTask;
        }).AddOperationTransformer((operation, context, _) => IdempotencyKey.Describe(operation, context)));
        builder.Services.AddSingleton<KeptAnswers>().AddLimits();
        builder.Services.AddValidation();
        // A body that cannot be read is told by CallFaults, with its place.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        return builder;
    }

    public static void MapPlatenApi(this WebApplication app)
    {
        app.MapGroup("/api/v1").MapModules();
        app.MapOpenApi().Needs(Permission.SignedIn);
        app.MapScalarApiReference("/api", options => options.WithTitle("Platen's API").DisableDefaultFonts())
            .Needs(Permission.SignedIn);
    }

    /// <summary>A list's page as a program gets it: the same query as the page's, by the same names (q, sort, page, filters).</summary>
    public static async Task<Ok<PageOf<T>>> Page<T>(HttpContext context, Func<ListQuery, Task<ListPage<T>>> list)
    {
        var query = ListQuery.From(context.Request.QueryString.Value ?? "");
        var page = await list(query);
        var next = query.Page < page.Pages
            ? context.Request.Path + query.With(("page", (query.Page + 1).ToString(CultureInfo.InvariantCulture)))
            : null;
        return TypedResults.Ok(new PageOf<T>(page.Rows, page.Total, next));
    }
}
