using Platen.Rating;

namespace Platen.Readings;

/// <summary>A customer was asked to read the machines that nobody read for a month, or for a count. Once answered, the next has another number, and so another link.</summary>
sealed class ReadingRequest
{
    public required int Id { get; init; }
    public required int CustomerId { get; init; }
    public required Period Period { get; init; }

    /// <summary>The count run whose meters are asked for; 0: they are the month's own.</summary>
    public int CountRun { get; init; }
    public required string Recipient { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>To the end of the last day on which a reading may close the month.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>How many mails went after the first.</summary>
    public required int Reminders { get; init; }
    public required DateTimeOffset LastMailAt { get; init; }

    /// <summary>When the last of them was read by the link; it is good no more.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
