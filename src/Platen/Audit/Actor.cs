using System.Globalization;
using System.Security.Claims;

namespace Platen.Audit;

/// <summary>In which way somebody acts.</summary>
public enum ActorKind
{
    /// <summary>Platen by itself: going on with what a restart cut off, bringing its own lists up to date.</summary>
    Platen,

    /// <summary>A person at the command line, who holds the database anyway: known by the operating system's name.</summary>
    CommandLine,

    /// <summary>A person signed in at the pages.</summary>
    Person,

    /// <summary>A program with an API key.</summary>
    Key,
}

/// <summary>Who does something, as the audit trail keeps it.</summary>
/// <param name="Name">The name at that time; people are renamed, the trail is not.</param>
/// <param name="Id">The person's or the key's number; none at the command line.</param>
/// <param name="From">The address or the machine from which it was done.</param>
public sealed record Actor(ActorKind Kind, string Name, int? Id = null, string? From = null)
{
    /// <summary>The authentication type of a caller that came with an API key.</summary>
    public const string KeyScheme = "ApiKey";

    /// <summary>The claim that says from which address somebody comes.</summary>
    public const string Address = "address";

    /// <summary>Platen itself, on this machine.</summary>
    public static Actor Platen { get; } = new(ActorKind.Platen, "Platen", From: Environment.MachineName);

    /// <summary>Whoever typed the command.</summary>
    public static Actor CommandLine { get; } = new(ActorKind.CommandLine, Environment.UserName, From: Environment.MachineName);

    /// <summary>Somebody at the door: who signs in, or tries to, changes something before their name is sure.</summary>
    public static Actor AtTheDoor(string? from) => new(ActorKind.Person, "not signed in", From: from);

    /// <summary>Who is signed in; null: nobody.</summary>
    public static Actor? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name } identity
            ? new Actor(identity.AuthenticationType == KeyScheme ? ActorKind.Key : ActorKind.Person, name, IdOf(user), user.FindFirstValue(Address))
            : null;

    /// <summary>The number of the person or the key that is signed in.</summary>
    public static int? IdOf(ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
