namespace Platen.Shell;

/// <summary>How a verb ended, as the process's exit code.</summary>
enum Exit
{
    Done = 0,
    Failed = 1,
    WrongUsage = 2,

    /// <summary>Done, and something is left for a person to look at.</summary>
    DoneWithExceptions = 3,
}
