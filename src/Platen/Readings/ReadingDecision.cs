using System.ComponentModel.DataAnnotations;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>What somebody decides about a reading.</summary>
public enum DecisionKind
{
    Accept,
    Rollover,
    Correct,
    Reset,
    CounterMoved,
    TestCopies,
    LooksRight,
    LetGo,
}

/// <summary>A decision on a reading, as a program or the command line says it.</summary>
/// <param name="Value">The right value; with a reset, the old counter's last.</param>
/// <param name="NewStart">With a reset: what the new counter showed first.</param>
/// <param name="Date">With a reset: its day; null: the day before the reading.</param>
/// <param name="TestCopies">Copies that are not the customer's.</param>
/// <param name="TestPercent">The same as a part of those made.</param>
public sealed record ReadingDecision(
    [property: Required] DecisionKind? Decision,
    [property: Range(0, long.MaxValue)] long? Value = null,
    [property: Range(0, long.MaxValue)] long NewStart = 0,
    DateOnly? Date = null,
    [property: Range(0, int.MaxValue)] int TestCopies = 0,
    [property: Range(0, 100)] decimal TestPercent = 0)
{
    internal Task Make(long id, AcceptHeld accept, CancellationToken cancellation) => Decision!.Value switch
    {
        DecisionKind.Accept => accept.AsItIs(id, cancellation),
        DecisionKind.Rollover => accept.AfterRollover(id, cancellation),
        DecisionKind.Correct => accept.Corrected(id, Needed(), cancellation),
        DecisionKind.Reset => accept.AfterReset(id, Needed(), NewStart, Date, cancellation),
        DecisionKind.CounterMoved => accept.CounterMoved(id, cancellation),
        DecisionKind.TestCopies => accept.WithTestCopies(id, TestCopyWords.Read(TestCopies, TestPercent), cancellation),
        DecisionKind.LooksRight => accept.LooksRight(id, cancellation),
        DecisionKind.LetGo => accept.LetGo(id, cancellation),
    };

    long Needed() => Value ?? throw new Refusal("Say the value: the right one, or with a reset the old counter's last.");
}
