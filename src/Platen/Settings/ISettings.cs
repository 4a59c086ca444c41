using System.Reflection;
using System.Text.Json;
using Platen.Shell;

namespace Platen.Settings;

/// <summary>Some of the dealer's settings that belong together: one document, which says for each field what holds where nothing is kept.</summary>
public interface ISettings
{
    /// <summary>As every face calls it: <c>billing-rules</c>.</summary>
    static abstract string Name { get; }

    /// <summary>What is wrong with it, each fault at its field.</summary>
    IEnumerable<Fault> Faults();
}

/// <summary>A kind of settings, for what knows it only by its name.</summary>
sealed record SettingsKind(string Name, Type Type)
{
    public static SettingsKind Of<T>()
        where T : class, ISettings, new() => new(T.Name, typeof(T));

    /// <summary>By the names that faces call them.</summary>
    public IEnumerable<(string Name, Type Type)> Fields =>
        from property in Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select (JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType);
}
