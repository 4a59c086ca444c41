namespace Platen.Shell.Forms;

/// <summary>Something wrong with a field, or odd, told beside it.</summary>
/// <param name="Path">The field's place in what is written, as a JSON path.</param>
public sealed record FieldFault(string Path, string Message, bool IsError);
