using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>What one may be allowed to do with readings.</summary>
static class ReadingPermissions
{
    public const string Read = "readings.read";
    public const string Edit = "readings.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Read, "See meter readings, missing and held ones", ByAccount: true),
        new(Edit, "Enter readings, decide on held ones, set missing ones, import files"),
    ];
}
