namespace Platen.Shell.Layout;

/// <summary>Tells the frame that a page has changed something of the month, so that its numbers follow at once.</summary>
sealed class MonthSignal
{
    public event Action? Changed;

    public void Tell() => Changed?.Invoke();
}
