using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>Each of the dealer's tables as a collection: list, add, change, remove.</summary>
static class SetupApi
{
    public static void MapSetup(this RouteGroupBuilder api)
    {
        Map<Site>(api, SetupTables.Sites);
        Map<ExchangeRate>(api, SetupTables.ExchangeRates);
        Map<TaxRate>(api, SetupTables.TaxRates);
        Map<ContractType>(api, SetupTables.ContractTypes);
        Map<FeeType>(api, SetupTables.FeeTypes);
        Map<MeterType>(api, SetupTables.MeterTypes);
        Map<PartCode>(api, SetupTables.PartCodes);
        Map<ProductCategory>(api, SetupTables.ProductCategories);
        Map<Product>(api, SetupTables.Products);
        Map<CountCycle>(api, SetupTables.CountCycles);
        Map<RunSet>(api, SetupTables.RunSets);
    }

    static void Map<T>(RouteGroupBuilder api, SetupTable table)
        where T : class, ISetupRow
    {
        // Named, for the compiler's look into a lambda of a type parameter fails.
        Delegate list = async Task<Ok<IReadOnlyList<T>>> (ListSetup list, CancellationToken cancellation) => TypedResults.Ok(await list.Run<T>(table, cancellation));
        Delegate add = async Task<Ok<T>> (T row, KeepSetup keep, CancellationToken cancellation) =>
        {
            await keep.Add(table, row, cancellation);
            return TypedResults.Ok(row);
        };
        Delegate change = async Task<Ok<T>> (string key, T row, KeepSetup keep, CancellationToken cancellation) =>
        {
            await keep.Change(table, key, row, cancellation);
            return TypedResults.Ok(row);
        };
        var (rows, id) = (api.MapGroup($"setup/{table.Path}").WithTags("Settings"), typeof(T).Name);
        rows.MapGet("", list).WithName($"List{id}s").Needs(SetupPermissions.Read).WithSummary($"{table.Title}, by key");
        rows.MapPost("", add).WithName($"Add{id}").Needs(SetupPermissions.Edit).WithSummary($"Add one of the {table.Title.ToLowerInvariant()}");
        rows.MapPost("{key}", change).WithName($"Change{id}").Needs(SetupPermissions.Edit).WithSummary($"Change one of the {table.Title.ToLowerInvariant()}; its key stays");
        rows.MapDelete("{key}", async Task<NoContent> (string key, KeepSetup keep, CancellationToken cancellation) =>
        {
            await keep.Remove(table, key, cancellation);
            return TypedResults.NoContent();
        }).WithName($"Remove{id}").Needs(SetupPermissions.Edit).WithSummary($"Remove one of the {table.Title.ToLowerInvariant()} that nothing uses");
    }
}
