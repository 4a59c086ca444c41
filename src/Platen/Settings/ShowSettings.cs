using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Settings;

/// <summary>The dealer's settings as they hold.</summary>
[Needs(SettingsPermissions.Read)]
sealed class ShowSettings(Database database, IEnumerable<SettingsKind> kinds)
{
    public Task<T> Run<T>(CancellationToken cancellation)
        where T : class, ISettings, new() => new SettingsStore(database).Get<T>(cancellation);

    /// <summary>All of them by their names, or those of one name.</summary>
    public async Task<IReadOnlyDictionary<string, object>> Run(string? name, CancellationToken cancellation)
    {
        var asked = kinds.Where(kind => name is null || kind.Name == name).ToList();
        if (asked.Count == 0)
            throw new Refusal($"There are no settings {name}. There are: {string.Join(", ", kinds.Select(kind => kind.Name))}.");
        await using var connection = await database.Connect(cancellation);
        var answer = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var kind in asked)
            answer[kind.Name] = await SettingsStore.Get(connection, kind, cancellation);
        return answer;
    }
}
