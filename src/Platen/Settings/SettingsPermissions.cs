using Platen.Shell.Access;

namespace Platen.Settings;

/// <summary>What one may be allowed to do with settings.</summary>
static class SettingsPermissions
{
    public const string Read = "settings.read";
    public const string Edit = "settings.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See the settings; secrets are shown to nobody"),
        new(Edit, "Change the settings"),
    ];
}
