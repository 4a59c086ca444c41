namespace Platen.Readings;

/// <summary>Two steps of one work at the same time.</summary>
static class Lookahead
{
    /// <summary>Makes the next one while this one is used.</summary>
    public static async IAsyncEnumerable<T> Ahead<T>(this IAsyncEnumerable<T> source)
    {
        await using var items = source.GetAsyncEnumerator();
        var next = Next();
        try
        {
            while (await next)
            {
                var item = items.Current;
                next = Next();
                yield return item;
            }
        }
        finally
        {
            // Whoever broke off does so between two steps.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<bool> Next() => Task.Run(() => items.MoveNextAsync().AsTask());
    }
}
