namespace Platen.Shell.Layout;

/// <summary>
/// Where the month's spine appears in the frame. Shell knows no module; the module that knows the month fills the slot with its component.
/// </summary>
sealed class MonthSlot
{
    public Type? Spine { get; set; }
}
