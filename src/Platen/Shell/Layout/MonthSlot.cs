namespace Platen.Shell.Layout;

/// <summary>
/// The component that shows the month's spine in the frame. Shell knows no module; the module that knows the month fills the slot.
/// </summary>
sealed record MonthSlot(Type Spine);
