using System.Data.Common;
using System.Globalization;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Which meters of a period are asked for; null and an empty text leave none out.</summary>
sealed record CaptureFilter(string? StateName = null, string? Customer = null, string? Contract = null, string? Machine = null, string Text = "")
{
    public const string Missing = "missing", Held = "held", Odd = "odd", Read = "read", Review = "review", Estimated = "estimated";

    /// <summary>Missing or held: what stands in the way of a bill.</summary>
    public const string Open = "open";

    public bool IsByState => StateName is Missing or Held or Odd or Read or Review or Open or Estimated;

    /// <summary>Odd or not is a question of use.</summary>
    public bool NeedsUse => StateName is Odd or Read or Review or Estimated;

    /// <summary>What alone whoever asks sees; null: everything.</summary>
    public Limit? Limit { get; init; }

    IReadOnlyList<string> Sites => Limit?.Sites ?? [];

    /// <summary>SQL, over the outermost rows.</summary>
    public string State => StateName switch
    {
        Missing => "used.state = 0",
        Held => "used.state = 1",
        Odd => "used.state = 2",
        Read => "used.state = 3",
        Review => "used.state < 3",
        Open => "used.state < 2",
        Estimated => $"used.state > 1 AND used.source IN ({ReadingSource.Estimate:D}, {ReadingSource.Average:D}, {ReadingSource.Prior:D})",
        _ => "1 = 1",
    };

    /// <summary>SQL, over the meters due.</summary>
    public string Where =>
        (Limit?.Manager is null ? "" : " AND LOWER(cu.account_manager) = @manager")
        + (Sites.Count == 0 ? "" : $" AND c.site IN ({string.Join(", ", Sites.Select((_, i) => Site(i)))})")
        + (Customer is null ? "" : " AND cu.code = @customer")
        + (Contract is null ? "" : " AND c.number = @contract")
        + (Machine is null ? "" : " AND ma.serial = @machine")
        + (Text.Length == 0 ? "" : " AND (LOWER(ma.serial) LIKE @text ESCAPE '!' OR LOWER(cu.name) LIKE @text ESCAPE '!' OR LOWER(ma.location) LIKE @text ESCAPE '!')");

    public DbCommand AddTo(DbCommand command)
    {
        if (Limit?.Manager is { } manager)
            command.Add("@manager", manager);
        foreach (var (i, site) in Sites.Index())
            command.Add(Site(i), site);
        if (Customer is not null)
            command.Add("@customer", Customer);
        if (Contract is not null)
            command.Add("@contract", Contract);
        if (Machine is not null)
            command.Add("@machine", Machine);
        if (Text.Length > 0)
            command.Add("@text", "%" + Text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%");
        return command;
    }

    static string Site(int i) => string.Create(CultureInfo.InvariantCulture, $"@site{i}");
}
