namespace Platen.Shell.Forms;

/// <summary>What is wrong in a form: what its fields cannot read, and what a check found, each at its place.</summary>
public sealed class FormFaults
{
    readonly Dictionary<object, FieldFault> _unread = [];
    IReadOnlyList<FieldFault> _checked = [];

    public IReadOnlyList<FieldFault> All => [.. _unread.Values, .. _checked];

    public int Errors => All.Count(fault => fault.IsError);

    /// <summary>Something is typed that no field can read: what a check says is not about it.</summary>
    public bool HasUnread => _unread.Count > 0;

    public IEnumerable<FieldFault> At(string path) => All.Where(fault => fault.Path == path);

    /// <summary>Those of a place and of all below it.</summary>
    public int Below(string path) =>
        All.Count(fault => fault.Path.StartsWith(path, StringComparison.Ordinal) && (fault.Path.Length == path.Length || fault.Path[path.Length] is '.' or '['));

    public void Told(IReadOnlyList<FieldFault> faults) => _checked = faults;

    /// <param name="field">Whose it is.</param>
    /// <param name="fault">Null: it can be read again, or is gone.</param>
    public void Unread(object field, FieldFault? fault)
    {
        if (fault is null)
            _unread.Remove(field);
        else
            _unread[field] = fault;
    }

    /// <summary>The ids of a place and of all above it, the nearest first: where a way to it ends.</summary>
    public static IReadOnlyList<string> IdsAbove(string path)
    {
        var ids = new List<string>();
        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
            ids.Add(IdOf(path[..end]));
        return ids;
    }

    /// <summary>A place as an element's id: <c>terms.items[0].machine</c> is <c>at-terms-items-0-machine</c>.</summary>
    public static string IdOf(string path) => "at-" + path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
