using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>The dealer itself, for programs.</summary>
static class CompanyApi
{
    public static void MapCompany(this RouteGroupBuilder api)
    {
        var company = api.MapGroup("company").WithTags("Settings");
        company.MapGet("", Show).WithName("GetCompany").Needs(SetupPermissions.Read).WithSummary("The dealer: name, currency, financial year, tax");
        company.MapPut("", Change).WithName("ChangeCompany").Needs(SetupPermissions.Edit).WithSummary("Say who the dealer is")
            .WithDescription("Once something is billed, currency and financial year stay.");
    }

    static async Task<Results<Ok<CompanyDetails>, NotFound>> Show(ShowCompany show, CancellationToken cancellation) =>
        await show.Run(cancellation) is { } company ? TypedResults.Ok(company) : TypedResults.NotFound();

    static async Task<Ok<CompanyDetails>> Change(CompanyDetails company, ChangeCompany change, CancellationToken cancellation)
    {
        await change.Run(company, cancellation);
        return TypedResults.Ok(company);
    }
}
