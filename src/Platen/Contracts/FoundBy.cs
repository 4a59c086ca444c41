namespace Platen.Contracts;

/// <summary>What the list of contracts looks for beside numbers and names: the order numbers and places that the terms name.</summary>
static class FoundBy
{
    /// <returns>A line each, in lower case; null: nothing.</returns>
    public static string? Of(IReadOnlyCollection<TermsVersion> versions) =>
        Of(TermsChain.Billing(versions).Select(version => TermsDocument.Read(version.Document)));

    public static string? Of(IEnumerable<Rating.ContractTerms> chain)
    {
        var words = chain.SelectMany(terms => terms.Items.SelectMany(item => item.Meters.Select(meter => meter.OrderNumber).Append(item.Location).Append(item.Place))
            .Concat(terms.AggregateMeters.Select(pool => pool.OrderNumber)).Append(terms.OrderNumber).Append(terms.Location));
        var said = words.OfType<string>().Where(word => word.Length > 0).Select(word => word.ToLowerInvariant()).Distinct().ToList();
        return said.Count == 0 ? null : string.Join('\n', said);
    }
}
