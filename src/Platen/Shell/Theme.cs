using MudBlazor;

namespace Platen.Shell;

/// <summary>
/// Platen's colours and type. One accent, the blue-green of duplicating ink; neutrals for everything else; amber and red only for what
/// needs hands. <c>app.css</c> reads these through MudBlazor's variables, so a colour is named once.
/// </summary>
static class Theme
{
    static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Create() => new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.5" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "0.875rem" },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontSize = "0.875rem", LetterSpacing = "0" },
        },
    };

    static PaletteLight Light() => new()
    {
        Primary = "#0b6763",
        PrimaryContrastText = "#ffffff",
        Secondary = "#50565c",
        Background = "#f6f6f3",
        BackgroundGray = "#edede8",
        Surface = "#ffffff",
        TextPrimary = "#1b1f23",
        TextSecondary = "#596068",
        TextDisabled = "#8a9097",
        ActionDefault = "#596068",
        LinesDefault = "#e1e1db",
        LinesInputs = "#8a9097",
        Divider = "#e1e1db",
        Success = "#0b6763",
        Info = "#0b6763",
        Warning = "#8f5600",
        Error = "#b3261e",
        Dark = "#1b1f23",
    };

    static PaletteDark Dark() => new()
    {
        Primary = "#5cc4ba",
        PrimaryContrastText = "#062523",
        Secondary = "#b4bac0",
        Background = "#14171a",
        BackgroundGray = "#22272b",
        Surface = "#1b1f23",
        TextPrimary = "#e9ebed",
        TextSecondary = "#a2a9b0",
        TextDisabled = "#737a81",
        ActionDefault = "#a2a9b0",
        LinesDefault = "#2d3338",
        LinesInputs = "#737a81",
        Divider = "#2d3338",
        Success = "#5cc4ba",
        Info = "#5cc4ba",
        Warning = "#f0b45c",
        Error = "#ff8f86",
        Dark = "#e9ebed",
    };
}
