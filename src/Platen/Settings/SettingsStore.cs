using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platen.Data;
using Platen.Settings.Sealing;

namespace Platen.Settings;

/// <summary>The settings as they are kept; where none are, their defaults. Secrets stay under their seals.</summary>
sealed class SettingsStore(Database database)
{
    /// <summary>A document of another version of Platen may have other fields.</summary>
    static readonly JsonSerializerOptions Reading = Options(null);

    public async Task<T> Get<T>(CancellationToken cancellation)
        where T : class, ISettings, new()
    {
        await using var connection = await database.Connect(cancellation);
        return await Get<T>(connection, cancellation);
    }

    /// <summary>Within the transaction that the connection has.</summary>
    public static async Task<T> Get<T>(DbConnection connection, CancellationToken cancellation)
        where T : class, ISettings, new() => (T)await Get(connection, SettingsKind.Of<T>(), cancellation);

    public static async Task<object> Get(DbConnection connection, SettingsKind kind, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM settings WHERE name = @name";
        var document = await command.Add("@name", kind.Name).ExecuteScalarAsync(cancellation) as string;
        return JsonSerializer.Deserialize(document ?? "{}", kind.Type, Reading)!;
    }

    /// <summary>The revision of their last change; 0: nothing was changed.</summary>
    public async Task<long> Revision<T>(CancellationToken cancellation)
        where T : class, ISettings, new()
    {
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT revision FROM settings WHERE name = @name";
        return await command.Add("@name", T.Name).ExecuteScalarAsync(cancellation) is long revision ? revision : 0;
    }

    /// <param name="revision">Of the transaction: a run that read the settings before is stale.</param>
    public static async Task Keep(WriteTransaction write, string name, object settings, Seals seals, long revision, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            "INSERT INTO settings (name, document, revision) VALUES (@name, @document, @revision) " +
            "ON CONFLICT (name) DO UPDATE SET document = @document, revision = @revision";
        await command.Add("@name", name).Add("@document", JsonSerializer.Serialize(settings, Options(seals))).Add("@revision", revision)
            .ExecuteNonQueryAsync(cancellation);
    }

    static JsonSerializerOptions Options(Seals? seals)
    {
        var options = new JsonSerializerOptions(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };
        options.Converters.Add(new UnderSeal(seals));
        return options;
    }

    sealed class UnderSeal(Seals? seals) : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Secret.Under(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(seals!.Seal(value));
    }
}
