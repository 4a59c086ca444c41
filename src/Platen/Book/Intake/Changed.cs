using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Platen.Machines;

namespace Platen.Book;

/// <summary>What a book makes other about a known record, field by field, for the audit trail.</summary>
sealed class Changed
{
    readonly Dictionary<string, object?> _before = [], _after = [];

    /// <summary>What is other about a row than when it was read.</summary>
    public static Changed Of(EntityEntry row, Known known)
    {
        var changed = new Changed();
        foreach (var field in row.Properties.Where(field => field.IsModified))
        {
            if (field.Metadata.Name == nameof(Machine.CustomerId))
                changed.Add("customer", known.CodeOf((int)field.OriginalValue!), known.CodeOf((int)field.CurrentValue!));
            else
                changed.Add(JsonNamingPolicy.CamelCase.ConvertName(field.Metadata.Name), field.OriginalValue, field.CurrentValue);
        }

        return changed;
    }

    public bool IsNothing => _before.Count == 0;
    public object Before => _before;
    public object After => _after;

    public void Add(string field, object? before, object? after) => (_before[field], _after[field]) = (before, after);

    /// <summary>A counter, by the count at which it begins again; before: null where the machine had none.</summary>
    public void AddMeter(string type, long? before, long? after) => Add($"meter {type} begins again at", before, after);

    public void Add(Changed? also)
    {
        if (also is null)
            return;
        foreach (var (field, before) in also._before)
            Add(field, before, also._after[field]);
    }
}
