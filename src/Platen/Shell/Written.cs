using System.Text.Json;
using Platen.Data;
using Spectre.Console;

namespace Platen.Shell;

/// <summary>Details that a person hands a verb as JSON, or is shown by one.</summary>
static class Written
{
    /// <exception cref="Refusal">It cannot be read.</exception>
    public static T Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json.Options) ?? throw new Refusal("Nothing is written there.");
        }
        catch (JsonException broken)
        {
            var reason = broken.Message.Split(" Path:")[0];
            throw new Refusal("This cannot be read.", [new Fault(broken.Path ?? "$", reason)]);
        }
    }

    public static Task Print<T>(Verb verb, T details) => verb.Answer(details, screen => screen.WriteLine(JsonSerializer.Serialize(details, Json.Indented)));
}
