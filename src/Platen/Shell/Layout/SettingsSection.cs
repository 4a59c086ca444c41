namespace Platen.Shell.Layout;

/// <summary>A part of the settings page: each module brings the form for what it lets the dealer decide, in the order of the modules.</summary>
sealed record SettingsSection(string Title, Type Form);
