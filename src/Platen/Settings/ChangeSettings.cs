using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Audit;
using Platen.Data;
using Platen.Settings.Sealing;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Settings;

/// <summary>Changes the dealer's settings. What they were and are is in the audit trail; of a secret, only that it is another.</summary>
[Needs(SettingsPermissions.Edit)]
sealed class ChangeSettings(Database database, Seals seals, AuditTrail trail)
{
    public async Task Run<T>(T asked, CancellationToken cancellation)
        where T : class, ISettings, new() => await Run(SettingsKind.Of<T>(), _ => asked, cancellation);

    /// <summary>Changes the fields that are named, and leaves the others; null gives one its default back.</summary>
    public Task Run(SettingsKind kind, JsonObject fields, CancellationToken cancellation) =>
        fields.Count > 0 ? Run(kind, before => With(kind, before, fields), cancellation) : throw new Refusal("Say which fields are to change.");

    /// <param name="change">What they are to be, by what they are.</param>
    async Task Run(SettingsKind kind, Func<object, object> change, CancellationToken cancellation)
    {
        if (Secrets(kind.Type).Any())
            seals.HaveKey();
        await using var write = await database.Write(cancellation);
        // First: of two who change them at once, the second sees what the first left.
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var before = await SettingsStore.Get(write.Connection, kind, cancellation);
        var after = change(before);
        KeepSecrets(before, after);
        var faults = ((ISettings)after).Faults().ToList();
        if (faults.Count > 0)
            throw new Refusal(faults.Count == 1 ? faults[0].ToString() : $"The settings {kind.Name} were not changed.", faults);
        if (Equals(before, after))
            return;

        await SettingsStore.Keep(write, kind.Name, after, seals, revision, cancellation);
        await trail.Commit(write, new Change("settings.changed", "settings", kind.Name, before, after), cancellation);
    }

    static object With(SettingsKind kind, object before, JsonObject fields)
    {
        var document = JsonSerializer.SerializeToNode(before, kind.Type, Json.Options)!.AsObject();
        foreach (var (field, value) in fields)
        {
            document.Remove(field);
            if (value is not null)
                document.Add(field, value.DeepClone());
        }

        try
        {
            return JsonSerializer.Deserialize(document, kind.Type, Json.Options)!;
        }
        catch (JsonException fault)
        {
            throw new Refusal($"The settings {kind.Name} were not changed.", [new(fault.Path ?? "$", fault.Message)]);
        }
    }

    /// <summary>A secret that stays is told by its absence: here it is put back in its place.</summary>
    static void KeepSecrets(object before, object after)
    {
        foreach (var secret in Secrets(after.GetType()))
        {
            if (Equals(secret.GetValue(after), Secret.Kept))
                secret.SetValue(after, secret.GetValue(before));
        }
    }

    static IEnumerable<PropertyInfo> Secrets(Type type) => type.GetProperties().Where(field => field.PropertyType == typeof(Secret));
}
