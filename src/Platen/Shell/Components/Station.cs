namespace Platen.Shell.Components;

/// <summary>One station of a month: its number, its state, and what is in the way.</summary>
public sealed record Station(string Title, string Number, string? Note, StationState State, string Path);

/// <summary>How a station stands. Only <see cref="Attention"/> is coloured amber: it needs hands.</summary>
public enum StationState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Work is going on here and nothing is wrong.</summary>
    Open,

    /// <summary>Something here needs a person.</summary>
    Attention,

    Done,
}

/// <summary>What a station's mark says to those who do not see it.</summary>
static class StationWords
{
    public static string Word(this StationState state) => state switch
    {
        StationState.Waiting => "not yet",
        StationState.Open => "under way",
        StationState.Attention => "needs you",
        StationState.Done => "done",
    };
}
