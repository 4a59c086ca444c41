using System.Globalization;

namespace Platen.Audit;

/// <summary>The trail in a person's words.</summary>
static class AuditWords
{
    public static string Word(this ActorKind kind) => kind switch
    {
        ActorKind.Platen => "Platen",
        ActorKind.CommandLine => "command line",
        ActorKind.Person => "person",
        ActorKind.Key => "key",
    };

    /// <summary>In which way it was done, where the name does not say it.</summary>
    public static string? How(this ActorKind kind) => kind switch
    {
        ActorKind.Platen or ActorKind.Person => null,
        ActorKind.CommandLine => "command line",
        ActorKind.Key => "by key",
    };

    /// <summary>When it was, in UTC.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>run.shard-posted: run shard posted.</summary>
    public static string Action(string action) => action.Replace('.', ' ').Replace('-', ' ');
}
